import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { invariants } from '../model/invariants'

const root = resolve(import.meta.dirname, '../..')
const rowsOf = (path: string) =>
  [...readFileSync(resolve(root, path), 'utf8').matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(
    ([, number = '', cells = '']) => ({ number, cells }),
  )
const proofs = rowsOf('test/behavior.md')

it('each row of docs/behavior.md has its tests in test/behavior.md', () => {
  const numbers = rowsOf('docs/behavior.md').map(({ number }) => number)
  expect(numbers.length).toBeGreaterThan(50)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(proofs.map(({ number }) => number)).toEqual(numbers)
})

it.each(proofs)('the tests of row $number exist', ({ cells }) => {
  const texts = (cells.match(/[\w-]+\/[\w-]+/g) ?? []).map(readTest)
  const named = cells.match(/\b[TV]\d+\b/g) ?? []
  const held = (/model: (.+)$/.exec(cells)?.[1] ?? '').split(', ').filter(Boolean)
  expect(texts.length + held.length).toBeGreaterThan(0)
  expect(named.filter((name) => !texts.some((text) => text.includes(name)))).toEqual([])
  expect(held.filter((name) => !Object.hasOwn(invariants, name))).toEqual([])
})

function readTest(name: string): string {
  const path = [`${name}.test.ts`, `${name}.test.tsx`]
    .map((file) => resolve(root, 'test', file))
    .find(existsSync)
  if (!path) throw new Error(`There is no test ${name}.`)
  return readFileSync(path, 'utf8')
}
