import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../scripts/docs/documents'
import { variableNames } from '../../scripts/docs/variables'
import { examplesOf, problemsIn } from './examples'

const documents = readDocuments().filter(({ path }) => /\.mdx?$/.test(path))
const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')
const blocksOf = (path: string) =>
  documents
    .filter((document) => document.path === path)
    .flatMap((document) => [...examplesOf(document).values()])

/** Examples that do not compile, and one that does, to check the compiler. */
const PLANTED = new Map([
  ['planted:1', "import { Nothing } from 'react-linked-accounts'\nNothing()\n"],
  ['planted:2', '<LinkedAccounts client={client} confirm="maybe" />\n'],
  ['planted:3', '<LinkedAccounts client={client} confirm="undo" />\n'],
])

describe('the examples of the documents', () => {
  it('compile', { timeout: 120_000 }, () => {
    const examples = documents.flatMap((document) => [...examplesOf(document)])
    const problems = problemsIn(new Map([...examples, ...PLANTED]))
    expect(blocksOf('README.md').length).toBeGreaterThanOrEqual(3)
    expect(blocksOf('stories/install.mdx').length).toBeGreaterThanOrEqual(4)
    expect(problems.filter((problem) => !problem.startsWith('planted'))).toEqual([])
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['planted:1', 'planted:2'])
  })

  it('are the code that the tests run', () => {
    expect(blocksOf('docs/own-client.md')).toContain(read('test/shapes/proxy/client.ts'))
    for (const file of ['routes.ts', 'backend.ts']) {
      expect(blocksOf('docs/own-client.md')).toContain(`// ${file}\n${read(`test/shapes/proxy/${file}`)}`)
    }
    for (const file of ['settings.tsx', 'settings.test.tsx']) {
      const example = read(`test/jsdom/${file}`)
      expect(blocksOf('docs/testing.md')).toContain(`// ${file}\n${example}`)
      expect(read(`test/consumers/apps/testing/src/${file}`)).toBe(example)
    }
    expect(read('docs/testing.md')).toContain(read('test/consumers/apps/testing/jest.config.js'))
  })

  it('set only variables that the style sheets read', () => {
    const known = variableNames().map((name) => `--la-${name}`)
    const named = documents
      .filter(({ path }) => path !== 'CHANGELOG.md')
      .flatMap(({ path, text }) =>
        [...text.matchAll(/--la-[a-z][a-z-]*[a-z]/g)].map(([name]) => ({ path, name })),
      )
    expect(named.filter(({ name }) => !known.includes(name))).toEqual([])
  })
})
