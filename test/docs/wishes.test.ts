import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { examplesOf } from './examples'

const docs = resolve(import.meta.dirname, '../../docs')
const read = (path: string) => readFileSync(resolve(docs, path), 'utf8')
const files = readdirSync(resolve(docs, 'examples'))
const blocks = [...examplesOf({ path: 'docs/customizing.md', text: read('customizing.md') }).values()]

it('there is an example for each common change', () => {
  expect(files.length).toBeGreaterThanOrEqual(11)
})

it.each(files)('docs/customizing.md quotes %s, which is at most 15 lines', (file) => {
  const code = read(`examples/${file}`)
  expect(blocks).toContain(code)
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
})

it.each(files)('a test renders %s', (file) => {
  const test = readFileSync(resolve(import.meta.dirname, 'wishes.test.tsx'), 'utf8')
  expect(test).toContain(`'../../docs/examples/${file.replace('.tsx', '')}'`)
})
