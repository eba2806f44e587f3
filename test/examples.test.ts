import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

function examplesOf(document: string): Map<string, string> {
  const blocks = [...readFileSync(resolve(root, document), 'utf8').matchAll(/```tsx\n([\s\S]*?)```/g)]
  return new Map(blocks.map(([, code], index) => [resolve(root, `example-${index + 1}.tsx`), code ?? '']))
}

function problemsIn(examples: Map<string, string>): string[] {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => examples.has(name) || fileExists(name)
  host.readFile = (name) => examples.get(name) ?? readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const example = examples.get(name)
    return example === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, example, language)
  }
  const program = ts.createProgram([...examples.keys()], options, host)
  return [...examples.keys()]
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

test.each([
  ['README.md', 6],
  ['docs/clients.md', 2],
  ['docs/own-client.md', 3],
])('every example of %s compiles', { timeout: 60_000 }, (document, count) => {
  const examples = examplesOf(document)
  expect(examples.size).toBeGreaterThanOrEqual(count)
  expect(problemsIn(examples)).toEqual([])
})

test('the client of docs/own-client.md is the one that passes the contract', () => {
  const [client] = examplesOf('docs/own-client.md').values()
  expect(client).toBe(readFileSync(resolve(root, 'test/shapes/proxy/client.ts'), 'utf8'))
})

test('an example that does not compile is noticed', { timeout: 60_000 }, () => {
  const wrong = new Map([
    [resolve(root, 'example-1.tsx'), "import { Nothing } from 'react-linked-accounts'\nNothing()\n"],
  ])
  expect(problemsIn(wrong).join()).toContain('Nothing')
})
