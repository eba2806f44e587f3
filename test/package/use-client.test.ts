import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'

const dist = new URL('../../dist/', import.meta.url)
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))

const source = (file: string) => readFileSync(new URL(file, dist), 'utf8')
const firstLine = (file: string) => source(file).split('\n')[0]
const directive = /^["']use client["'];?$/

it.each(files.filter((file) => needsClient(source(file))))("dist/%s starts with 'use client'", (file) => {
  expect(firstLine(file)).toMatch(directive)
})

it.each(files.filter((file) => /^(core|backends|query)\//.test(file)))('dist/%s runs anywhere', (file) => {
  expect(firstLine(file)).not.toMatch(directive)
  expect(needsClient(source(file))).toBe(false)
})

it.each([
  ['a hook', 'import { useState } from "react"; function A() { const [b] = useState(0) }', true],
  ['a hook of its own', 'function A() { useLinkedAccounts() }', true],
  ['a hook by its namespace', 'React.useState(0)', true],
  ['a context', 'const Context = createContext(null)', true],
  ['an event handler', 'jsxs("button", { onClick: go, children: [] })', true],
  ['markup alone', 'jsx("ul", { className: "la-list", children: jsx("li", {}) })', false],
  ['a re-export', 'import { useA } from "./use-a.js"; export { useA }', false],
  ['a callback of something else', 'createClient({ onLinked: go })', false],
])('tells from %s whether code needs the client', (_, text, needs) => {
  expect(needsClient(text)).toBe(needs)
})

function needsClient(text: string): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node)) {
      const name = calledName(node)
      if (/^(use([A-Z]|$)|createContext$)/.test(name)) return true
      if (/^(jsxs?|createElement)$/.test(name) && hasHandler(node.arguments[1])) return true
    }
    return ts.forEachChild(node, visit) ?? false
  }
  return visit(ts.createSourceFile('file.js', text, ts.ScriptTarget.Latest, true))
}

function calledName({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
}

function hasHandler(props: ts.Expression | undefined): boolean {
  if (!props || !ts.isObjectLiteralExpression(props)) return false
  return props.properties.some(({ name }) => name && /^on[A-Z]/.test(name.getText()))
}
