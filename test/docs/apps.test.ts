import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const app = (path: string) => read(`test/consumers/apps/${path}`)

const frameworks = read('docs/frameworks.md')
const blocks = [...frameworks.matchAll(/^```tsx? (\S+)\n([\s\S]*?)^```$/gm)]

it.each(blocks.map(([, path = '', code]) => [path, code]))(
  'docs/frameworks.md has %s as it is',
  (path, code) => {
    expect(code).toBe(app(path))
  },
)

it('docs/frameworks.md has code for each framework, and fits on a page', () => {
  const names = blocks.map(([, path = '']) => path.split('/')[0])
  expect([...new Set(names)]).toEqual(['auth0-react-routes', 'next', 'react-router', 'astro'])
  expect([...frameworks.matchAll(/^```\w/gm)]).toHaveLength(blocks.length)
  expect(frameworks.trimEnd().split('\n').length).toBeLessThanOrEqual(200)
})

it.each([
  ['App.tsx', 'auth0-react/src/App.tsx'],
  ['main.tsx', 'auth0-react/src/main.tsx'],
])('the quick start has the %s of an app', (name, path) => {
  expect(read('README.md')).toContain(`\`\`\`tsx\n// ${name}\n${app(path)}\`\`\``)
})

it('the README has the Accounts component of an app with react-oidc-context', () => {
  expect(read('README.md')).toContain(`\`\`\`tsx\n${app('vite/src/accounts.tsx')}\`\`\``)
})
