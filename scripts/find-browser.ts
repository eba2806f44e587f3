import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type LaunchOptions } from 'playwright'

const isRoot = process.getuid?.() === 0

/** Debian's package of it, and the executable in that package. */
const SHELL = 'chromium-headless-shell'

export const browserArgs = [
  // Chromium refuses to start its sandbox as root.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Finds an installed Chromium: the one in `CHROMIUM_PATH`, else Playwright's, else the system's. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file. Correct it or unset it.`)
  }
  return [chromium.executablePath(), ...systemPaths()].find((path) => existsSync(path))
}

/** What Playwright needs to start that Chromium. */
export function launchOptions(): LaunchOptions {
  return optionsFor(findBrowser())
}

/**
 * What Playwright and Vitest need to start it without a window: Debian's headless shell if available, which opens pages four
 * times as fast. It has no back/forward cache.
 */
export function headlessLaunchOptions(): LaunchOptions {
  return optionsFor(findShell() ?? findBrowser())
}

function findShell(): string | undefined {
  return process.env.CHROMIUM_PATH ? undefined : inPath(SHELL).find((path) => existsSync(path))
}

/** Installs the headless shell if it is as easy to get as Chromium. Without it, the tests only take 50% longer. */
async function bringShell(): Promise<void> {
  if (process.env.CHROMIUM_PATH || findShell() || !isRoot || !isDebian()) return
  const once = '-o Acquire::Retries=0 -o Acquire::http::Timeout=10'
  await run(`apt-get ${once} update && apt-get ${once} install -y ${SHELL}`)
}

function optionsFor(executablePath: string | undefined): LaunchOptions {
  return { args: browserArgs, ...(executablePath && { executablePath }) }
}

/** Finds a Chromium that starts, or installs one if possible. Returns its path. */
export async function ensureBrowser(): Promise<string> {
  const failures: string[] = []
  const found = findBrowser()
  if (found) {
    const failure = await tryStart(found)
    if (!failure) {
      await bringShell()
      return found
    }
    failures.push(`${found} does not start: ${failure}`)
  }
  for (const command of process.env.CHROMIUM_PATH ? [] : installers()) {
    const failure = await run(command)
    const installed = findBrowser()
    if (installed && !(await tryStart(installed))) return installed
    failures.push(`\`${command}\` did not help: ${failure || 'what it installed does not start'}`)
  }
  throw new Error(
    [
      'The tests need a Chromium, and none could be found or installed here.',
      'Run `npx playwright install --with-deps chromium`, or install Chromium or Chrome by hand,',
      'or set CHROMIUM_PATH to the program file of one. What was tried:',
      ...failures.map((failure) => `- ${failure}`),
    ].join('\n'),
  )
}

function systemPaths(): string[] {
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']
  return [
    ...names.flatMap(inPath),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
}

function inPath(name: string): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, name))
}

/** Whether this is Debian and not Ubuntu, whose packages differ. */
function isDebian(): boolean {
  return existsSync('/usr/bin/apt-get') && !/^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function installers(): string[] {
  const download = 'npx playwright install --no-shell chromium'
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return [download]
  // Ubuntu's package is a stub that requires snap, so Playwright's build comes first there. On Debian, the package comes
  // first, because it also installs the shared libraries that a slim image lacks.
  if (!isDebian()) return [download.replace('install', 'install --with-deps')]
  return [`apt-get update && apt-get install -y chromium ${SHELL}`, download]
}

/** Runs a command quietly. Resolves to the last lines of its output if it failed. */
function run(command: string): Promise<string | undefined> {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // An unreachable host should fail quickly, not after minutes of retries.
    env: {
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      npm_config_update_notifier: 'false',
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? undefined : lastLines(output)))
  })
}

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line))
  return lines.slice(-3).join('\n  ') || 'it failed without a word'
}

async function tryStart(executablePath: string): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({ executablePath, args: browserArgs })
    await browser.close()
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error)
  }
}
