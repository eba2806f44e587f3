import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

export const root = resolve(import.meta.dirname, '../..')

/** The published package, and folders to install it in. */
export interface Packed {
  readonly tarball: string
  emptyFolder(name: string): Promise<string>
  remove(): Promise<void>
}

/** Packs what `npm run build` has built. */
export async function packPackage(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), `${manifest.name}-`))
  await run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  return {
    tarball: join(folder, `${manifest.name}-${manifest.version}.tgz`),
    async emptyFolder(name) {
      const path = join(folder, name)
      await mkdir(path)
      return path
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

export function install(cwd: string, ...packages: string[]): Promise<string> {
  return run(cwd, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages)
}

/** Runs a program until it ends, and returns its output. */
export function run(cwd: string, program: string, ...args: string[]): Promise<string> {
  // With the test runner's NODE_ENV, a production build would become a development build.
  const env = { ...process.env, NODE_ENV: undefined }
  return new Promise((done, fail) => {
    execFile(program, args, { cwd, env }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`))
      else done(stdout)
    })
  })
}
