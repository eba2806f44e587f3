import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, createServer, type InlineConfig, type Plugin, preview } from 'vite'

export interface PageServerOptions {
  host: string
  port: number
  /** Bundle the page first. It loads faster, but does not show changes in the source code. */
  bundled: boolean
  /** The folder of the page. Default: the profile page. */
  folder?: string | undefined
  /** Bundle for production: minified, and without React's development checks. Default false. */
  production?: boolean | undefined
  /** Additional headers for everything that is served from a bundle. */
  headers?: (() => Readonly<Record<string, string>>) | undefined
  /** What the page reads as `import.meta.env`. */
  env: Readonly<Record<string, string>>
}

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Serves the profile page, with React's development checks unless it is a production build. */
export async function servePage({
  host,
  port,
  bundled,
  folder = pathTo('app'),
  production = false,
  headers = () => ({}),
  env,
}: PageServerOptions) {
  const config: InlineConfig = {
    configFile: false,
    root: folder,
    cacheDir: pathTo('../node_modules/.vite-demo'),
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    server: { host, port, strictPort: true },
    preview: { host, port, strictPort: true },
    logLevel: 'warn',
    define: Object.fromEntries(
      Object.entries(env).map(([name, value]) => [`import.meta.env.${name}`, JSON.stringify(value)]),
    ),
  }
  if (bundled) return serveBundle({ ...config, plugins: [react(), sendHeaders(headers)] }, folder, production)
  const server = await createServer(config)
  await server.listen()
  return { close: () => server.close() }
}

const sendHeaders = (headers: () => Readonly<Record<string, string>>): Plugin => ({
  name: 'send-headers',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((_request, response, next) => {
      for (const [name, value] of Object.entries(headers())) response.setHeader(name, value)
      next()
    })
  },
})

/** Sets the JSX mode. Otherwise, React's plugin reads it from NODE_ENV, which test runners set. */
const jsxFor = (mode: string): Plugin => ({
  name: 'jsx-for-mode',
  enforce: 'post',
  config: () => ({ oxc: { jsx: { runtime: 'automatic', development: mode === 'development' } } }),
})

async function serveBundle(config: InlineConfig, folder: string, production: boolean) {
  const mode = production ? 'production' : 'development'
  const outDir = await mkdtemp(join(tmpdir(), 'profile-page-'))
  const bundle: InlineConfig = {
    ...config,
    mode,
    plugins: [...(config.plugins ?? []), jsxFor(mode)],
    define: { ...config.define, 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: {
      outDir,
      emptyOutDir: true,
      minify: production,
      target: 'esnext',
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: [join(folder, 'index.html'), join(folder, 'silent.html')] },
    },
  }
  await build(bundle)
  const server = await preview(bundle)
  return {
    close: async () => {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
