import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

it('a story that violates an axe rule fails its test', async () => {
  const vitest = resolve(root, 'node_modules/vitest/vitest.mjs')
  const config = resolve(import.meta.dirname, 'planted/vitest.config.ts')
  const run = promisify(execFile)(
    process.execPath,
    [vitest, 'run', '--config', config, '--reporter', 'json'],
    {
      cwd: root,
    },
  )
  const { stdout } = await run.catch((failed: { stdout: string }) => failed)

  const told = JSON.parse(stdout.slice(stdout.indexOf('{"'))).testResults.flatMap(
    (file: { assertionResults: Result[] }) =>
      file.assertionResults.map(({ title, failureMessages }) => [title, failureMessages.join()]),
  )
  expect(Object.fromEntries(told)).toEqual({
    'Unnamed Button': expect.stringContaining('Buttons must have discernible text'),
    'Pale Text': expect.stringContaining('color contrast'),
    'No Fault': '',
  })
})

interface Result {
  title: string
  failureMessages: string[]
}
