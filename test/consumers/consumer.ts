import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort, HOST } from '../../demo/free-port'
import { startTenant, type Tenant } from '../../demo/tenant/index'
import { install, type Packed, run } from '../package/packed'

const apps = join(import.meta.dirname, 'apps')

export interface Consumer {
  /** The folder of the app. */
  app: string
  /** Versions that differ from those in its manifest. */
  versions?: Readonly<Record<string, string>>
  /** Lets npm choose the versions that the app's manifest overrides. */
  withoutOverrides?: boolean
  /** Replaces text in files of the app. */
  edits?: readonly (readonly [file: string, before: string, after: string])[]
  /** The page with the linked accounts, and other URLs that the tenant may return to. Default: the root. */
  addresses?: readonly [page: string, ...others: string[]]
}

/** An app that was installed in its own folder, and a tenant where it is registered. */
export interface Installed {
  readonly folder: string
  readonly origin: string
  readonly page: string
  readonly tenant: Tenant
  /** Runs a script in its manifest until it ends. */
  script(name: string): Promise<string>
  /** Starts the built app; resolves when it accepts requests. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Thrown for a package, or a version of one, that the registry does not have. */
export class NotInRegistry extends Error {}

/** Copies an app, and installs it with the packed kit. */
export async function installApp(consumer: Consumer, packed: Packed): Promise<Installed> {
  const { app, addresses = ['/'] } = consumer
  const port = await freePort(0)
  const origin = `http://${HOST}:${port}`
  const tenant = await startTenant({
    appOrigins: [],
    redirectUris: [`${origin}/`],
    apps: addresses.map((path) => origin + path),
  })
  const folder = await packed.emptyFolder(`${app}-${port}`)
  await cp(join(apps, app), folder, { recursive: true })
  await changeManifest(folder, consumer, packed)
  for (const [file, before, after] of consumer.edits ?? []) {
    await replaceIn(join(folder, file), before, after)
  }
  await replaceInCode(folder, [
    ['https://app.example.com', origin],
    ['https://tenant.example.com', tenant.origin],
    ['tenant.example.com', tenant.origin],
    ['your-client-id', tenant.ownApp?.clientId ?? ''],
  ])
  let server: ChildProcess | undefined

  const stop = async () => {
    if (server) await endGroup(server)
    await tenant.close()
  }
  try {
    await install(folder)
  } catch (error) {
    await stop()
    throw notInRegistry(error) ?? error
  }
  return {
    folder,
    origin,
    page: origin + addresses[0],
    tenant,
    script: (name) => run(folder, 'npm', 'run', name),
    async start() {
      server = spawn('npm', ['run', 'start'], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: undefined, HOST, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
        // In a separate process group, because npm starts the server in a shell.
        detached: true,
      })
      await printed(server, `:${port}`)
    },
    stop,
  }
}

async function changeManifest(folder: string, consumer: Consumer, { tarball }: Packed): Promise<void> {
  const file = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  const versions = { ...consumer.versions, 'react-linked-accounts': `file:${tarball}` }
  for (const [name, version] of Object.entries(versions)) {
    const group = [manifest.dependencies, manifest.devDependencies].find((packages) => name in packages)
    if (!group) throw new Error(`${file} has no ${name}`)
    group[name] = version
  }
  if (consumer.withoutOverrides) delete manifest.overrides
  await writeFile(file, JSON.stringify(manifest, null, 2))
}

/** The apps are written for the tenant in the docs. Here, the tenant is the demo's, with a different URL. */
async function replaceInCode(folder: string, values: [before: string, after: string][]): Promise<void> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => /\.tsx?$/.test(path))
  for (const path of paths) {
    const file = join(folder, path)
    const code = await readFile(file, 'utf8')
    const replaced = values.reduce((text, [before, after]) => text.replaceAll(before, after), code)
    if (replaced !== code) await writeFile(file, replaced)
  }
}

async function replaceIn(file: string, before: string, after: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`)
  await writeFile(file, text.replace(before, after))
}

function notInRegistry(error: unknown): NotInRegistry | undefined {
  const reason = /npm error (code (E404|ETARGET)[\s\S]*)/.exec(
    error instanceof Error ? error.message : '',
  )?.[1]
  const line = reason
    ?.split('\n')
    .find((text) => /No matching version|is not in this registry|Not Found/.test(text))
  return line === undefined ? undefined : new NotInRegistry(line.replace(/^npm error( \w+)? +/, ''))
}

/** Resolves when the program has printed this text; rejects if it ends before. */
async function printed(child: ChildProcess, text: string): Promise<void> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk
        if (output.includes(text)) resolve()
      })
    }
    child.once('exit', () => reject(new Error(`the server ended:\n${output}`)))
  })
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await ended
}
