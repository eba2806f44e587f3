import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sanitize } from 'storybook/internal/csf'
import { describe, expect, it } from 'vitest'
import { readApi } from '../../scripts/docs/api'
import { type Document, readDocuments, withTables } from '../../scripts/docs/documents'
import { PAGES, PARTS } from '../../stories/pages'
import { brokenLinks } from './links'
import { storybookPages } from './storybook-pages'

const documents = readDocuments()
const textOf = (path: string) => documents.find((document) => document.path === path)?.text ?? ''

describe('the tables of the documents', () => {
  it('are current; `npm run docs` writes them', { timeout: 120_000 }, () => {
    const api = readApi()
    const outdated = documents.filter((document) => withTables(document, api) !== document.text)
    expect(outdated.map(({ path }) => path)).toEqual([])
    expect(textOf('README.md')).toContain('<!-- table: props LinkedAccountsProps')

    const changed: Document = { path: 'a.md', text: textOf('README.md').replaceAll('undoMs', 'undoSeconds') }
    expect(withTables(changed, api)).not.toBe(changed.text)
  })
})

describe('the links of the documents', () => {
  it('lead to files and headings that exist', () => {
    expect(brokenLinks(documents)).toEqual([])
  })

  it('are noticed if they do not', () => {
    const text =
      '# One\n[a](#one) [b](#two) [c](LICENSE) [d](docs/none.md) [e](https://example.com/#x) ' +
      '[f](?path=/docs/introduction--docs) [g](?path=/docs/none--docs)'
    const broken = ['#two', 'docs/none.md', '?path=/docs/none--docs']
    expect(brokenLinks([{ path: 'README.md', text }])).toEqual(broken.map((link) => `README.md: ${link}`))
  })
})

describe('the pages of Storybook', () => {
  it('include each document, and are the targets of its links', () => {
    const files = documents.map(({ path }) => path).filter((path) => /^(README|docs\/.*)\.md$/.test(path))
    expect(Object.keys(PAGES).sort()).toEqual(files.map((path) => path.replace('docs/', '')).sort())
    const pages = storybookPages()
    const titles = Object.values({ ...PAGES, ...PARTS }).map((place) => place.replace(/#.*/, ''))
    expect(titles.filter((title) => !pages.has(`${sanitize(title)}--docs`))).toEqual([])
  })
})

describe('the README', () => {
  it('is at most 250 lines', () => {
    expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(250)
  })
})

describe('docs/theming.md', () => {
  it('names every slot that a class of the host can reach', () => {
    const source = readFileSync(resolve(import.meta.dirname, '../../src/components/slots.tsx'), 'utf8')
    const slots = /export type Slot =([\s\S]*?)\n\n/.exec(source)?.[1]?.match(/(?<=')[a-z]+(?=')/g) ?? []
    expect(slots.length).toBeGreaterThan(10)
    expect(slots.filter((slot) => !textOf('docs/theming.md').includes(`| \`${slot}\` |`))).toEqual([])
  })
})
