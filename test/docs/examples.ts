import { resolve } from 'node:path'
import ts from 'typescript'
import type { Document } from '../../scripts/docs/documents'

const root = resolve(import.meta.dirname, '../..')

/**
 * What a block without imports and exports can use: everything in the package's main entry, `client`, and the `fake` of a
 * test.
 */
const PREAMBLE = `
import { AccountLinkingProvider, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { LinkedAccountsConnections, LinkedAccountsHeader } from 'react-linked-accounts'
import { LinkedAccountsList, LinkedAccountsNotice } from 'react-linked-accounts'
import { connect } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import type { AccountLinkingClient } from 'react-linked-accounts'
import type { FakeClient } from 'react-linked-accounts/testing'
declare const client: AccountLinkingClient
declare const fake: FakeClient
`

/** The TypeScript code blocks of a document, by their position. */
export function examplesOf({ path, text }: Document): Map<string, string> {
  return new Map(
    [...text.matchAll(/```tsx?\n([\s\S]*?)```/g)].map(({ 1: code = '', index }) => [
      `${path}:${text.slice(0, index).split('\n').length}`,
      code,
    ]),
  )
}

/**
 * The compiler's errors for these examples, compiled in one program with the project's settings. A block whose first line is
 * `// App.tsx` is that file, so that another block can import it.
 */
export function problemsIn(examples: ReadonlyMap<string, string>): string[] {
  const files = new Map(
    [...examples].map(([place, code], index) => [
      resolve(root, /^\/\/ ([\w.]+\.tsx?)\n/.exec(code)?.[1] ?? `example-${index + 1}.tsx`),
      { place, code: /^(import|export) /m.test(code) ? code : PREAMBLE + code },
    ]),
  )
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name)?.code ?? readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const code = files.get(name)?.code
    return code === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, code, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files].flatMap(([name, { place }]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => `${place} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  )
}
