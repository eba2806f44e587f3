import { createServer as createPortProbe } from 'node:net'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'
import { startTenant, type Tenant, type TenantOptions } from './tenant/index'

export interface DemoOptions
  extends Pick<TenantOptions, 'database' | 'reset' | 'onBadToken' | 'accessTokenTtl'> {
  /** Ports to try first; the next free one is taken. Default: any free port. */
  appPort?: number
  tenantPort?: number
  /** How a link answers. Default `code`. */
  responseType?: 'code' | 'token'
}

export interface Demo {
  readonly origin: string
  readonly tenant: Tenant
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** Starts the tenant with its identity providers, and the profile page that signs in to it. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { appPort = 0, tenantPort = 0, responseType = 'code', ...tenantOptions } = options
  const port = await freePort(appPort)
  const origin = `http://${HOST}:${port}`
  const tenant = await startTenant({
    ...tenantOptions,
    port: await freePort(tenantPort),
    appOrigins: [origin],
    redirectUris: [`${origin}/`, `${origin}/silent.html`],
  })
  const app = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('app', import.meta.url)),
    cacheDir: fileURLToPath(new URL('../node_modules/.vite-demo', import.meta.url)),
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    server: { host: HOST, port, strictPort: true },
    logLevel: 'warn',
    define: {
      'import.meta.env.VITE_TENANT': JSON.stringify(tenant.origin),
      'import.meta.env.VITE_CLIENT_ID': JSON.stringify(tenant.clientId),
      'import.meta.env.VITE_RESPONSE_TYPE': JSON.stringify(responseType),
    },
  })
  await app.listen()
  return {
    origin,
    tenant,
    close: async () => {
      await app.close()
      await tenant.close()
    },
  }
}

/** The port, or the next one that is free. 0 finds any. */
async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const free = await tryPort(port)
    if (free !== undefined) return free
  }
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createPortProbe()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    probe.listen(port, HOST, () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
    })
  })
}
