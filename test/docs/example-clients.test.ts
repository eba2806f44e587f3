import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { exampleFiles } from '../../stories/example-clients'

const root = resolve(import.meta.dirname, '../..')

it('the example clients compile where they are pasted', { timeout: 120_000 }, async () => {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root)
  const app = await mkdtemp(join(root, 'node_modules/.example-clients-'))
  try {
    for (const [path, text] of Object.entries(exampleFiles)) {
      await mkdir(dirname(join(app, path)), { recursive: true })
      await writeFile(join(app, path), text)
    }
    const paths = Object.keys(exampleFiles).map((path) => join(app, path))
    const problems = ts.getPreEmitDiagnostics(ts.createProgram(paths, options))
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
  } finally {
    await rm(app, { recursive: true })
  }
})
