import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { JsonTestResults } from 'vitest/node'
import { ensureBrowser } from './find-browser'

const failed: string[] = []
const running = new Set<ChildProcess>()

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(signal))

const counts = { passed: 0, failed: 0, skipped: 0 }

// The two lanes use one core each. The tests need the browser and the build.
await Promise.all([
  inOrder(
    () => step('browser', ensureBrowser),
    () => step('types', () => quietly('tsc --noEmit')),
    () => step('lint', () => quietly('biome ci')),
  ),
  inOrder(
    () => step('build', () => quietly('tsdown')),
    () => step('package manifest', () => quietly('publint --strict')),
    () =>
      step('package types', () =>
        quietly('attw --pack . --profile esm-only --exclude-entrypoints styles.css styles.layer.css'),
      ),
  ),
])
await Promise.all([
  inOrder(
    () => step('node tests', () => vitest('node')),
    () => step('jsdom tests', () => vitest('jsdom')),
    () => step('component tests', () => vitest('browser')),
    () => step('story tests', () => vitest('storybook')),
    () => step('package tests', () => vitest('package')),
  ),
  inOrder(() => step('end-to-end tests', () => vitest('e2e'))),
])

const { passed, failed: failures, skipped } = counts
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`)
console.log(`tests: ${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed.length > 0 ? 1 : 0)

async function inOrder(...steps: (() => Promise<void>)[]) {
  for (const next of steps) await next()
}

async function step(name: string, work: () => Promise<unknown>) {
  const start = performance.now()
  try {
    await work()
    console.log(`✓ ${name} (${seconds(start)})`)
  } catch (error) {
    failed.push(name)
    console.log(`✗ ${name} (${seconds(start)})\n${error instanceof Error ? error.message : error}\n`)
  }
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/** Runs the tests of one project, and adds to the counts. */
async function vitest(project: string) {
  const folder = await mkdtemp(join(tmpdir(), 'vitest-'))
  const report = join(folder, 'report.json')
  try {
    await quietly(
      `vitest run --project ${project} --allowOnly=false --update=none --reporter=dot --reporter=json --outputFile.json=${report}`,
    )
  } finally {
    const found = await readFile(report, 'utf8').then(count, () => ({ passed: 0, failed: 1, skipped: 0 }))
    counts.passed += found.passed
    counts.failed += found.failed
    counts.skipped += found.skipped
    await rm(folder, { recursive: true })
    console.log(`  ${project}: ${found.passed} passed, ${found.failed} failed`)
  }
}

function count(report: string) {
  const results: JsonTestResults = JSON.parse(report)
  // A file that does not load fails without any test.
  const broken = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numTotalTests - results.numPassedTests - results.numFailedTests,
  }
}

/** Runs a command and shows its output only if it fails. */
async function quietly(command: string) {
  const { child, exit } = start(command, 'pipe')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const code = await exit
  if (code !== 0) throw new Error(output.trim() || `\`${command}\` ended with ${code}`)
}

function start(command: string, output: 'inherit' | 'pipe') {
  const child = spawn(command, {
    shell: true,
    // In a separate process group, so that `stop` also reaches the child's own children.
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter) },
  })
  running.add(child)
  const exit = new Promise<number | string>((settle) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      settle(code ?? signal ?? 'no exit code')
    })
  })
  return { child, exit }
}

function stop(signal: NodeJS.Signals) {
  for (const { pid } of running) if (pid) process.kill(-pid, signal)
  process.exit(1)
}
