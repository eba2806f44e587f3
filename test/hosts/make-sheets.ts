/**
 * Creates the style sheets of hosts with too many packages to install for each test run. Run it manually after changing a
 * version: `npx tsx test/hosts/make-sheets.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const VERSIONS = {
  '@emotion/react': '11.14.0',
  '@emotion/styled': '11.14.1',
  '@mui/material': '9.5.0',
  'create-next-app': '16.4.3',
  'create-vite': '9.3.0',
  'create-vite-6': 'npm:create-vite@6.5.0',
  react: '19.3.1',
  'react-dom': '19.3.1',
  tailwindcss: '3.4.19',
}

const folder = mkdtempSync(join(tmpdir(), 'host-sheets-'))
const installed = (path: string) => readFileSync(join(folder, 'node_modules', path), 'utf8')
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

function write(name: string, of: string, copyright: string, ...parts: string[]) {
  const css = parts.map((part) => part.trim()).join('\n\n')
  const head = `/* ${of}. MIT license, copyright (c) ${copyright} */`
  writeFileSync(join(import.meta.dirname, 'sheets', `${name}.css`), `${head}\n${css}\n`)
}

try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }))
  run('npm', 'install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund')

  writeFileSync(join(folder, 'in.css'), '@tailwind base; @tailwind components; @tailwind utilities;')
  writeFileSync(
    join(folder, 'tailwind.config.js'),
    `module.exports = { content: [{ raw: 'p-8 bg-red-600 border-0 rounded-none text-center' }] }`,
  )
  const utilities = run('npx', 'tailwindcss', '--input', 'in.css', '--config', 'tailwind.config.js')
  write('tailwind-3', `tailwindcss ${VERSIONS.tailwindcss}`, 'Tailwind Labs, Inc.', utilities)

  const baseline = `
    const { createElement } = require('react')
    const { CssBaseline } = require('@mui/material')
    console.log(require('react-dom/server').renderToStaticMarkup(createElement(CssBaseline, { enableColorScheme: true })))`
  const styles = run('node', '--eval', baseline).matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)
  write(
    'mui',
    `CssBaseline of @mui/material ${VERSIONS['@mui/material']}`,
    '2014 Call-Em-All',
    ...[...styles].map(([, css = '']) => css),
  )

  const variables = `
    const { createTheme } = require('@mui/material/styles')
    const colorSchemes = { light: true, dark: true }
    const theme = createTheme({ cssVariables: { colorSchemeSelector: 'data-mui-color-scheme' }, colorSchemes })
    const isUsed = ([name]) => /^colorScheme$|^--mui-(shape|palette-(text|background|divider|action|primary|error))/.test(name)
    for (const [selector, rule] of theme.generateStyleSheets().flatMap(Object.entries)) {
      const lines = Object.entries(rule).filter(isUsed).filter(([name]) => !name.endsWith('Channel'))
      const css = lines.map(([name, value]) => '  ' + name.replace('colorScheme', 'color-scheme') + ': ' + value + ';')
      console.log([selector + ' {', ...css, '}'].join('\\n'))
    }`
  write(
    'mui-variables',
    `CSS variables of @mui/material ${VERSIONS['@mui/material']}`,
    '2014 Call-Em-All',
    run('node', '--eval', variables),
  )

  for (const [name, version] of [
    ['create-vite', VERSIONS['create-vite']],
    ['create-vite-6', '6.5.0'],
  ] as const) {
    const sheets = ['index', 'App'].map((sheet) => installed(`${name}/template-react-ts/src/${sheet}.css`))
    write(
      name === 'create-vite' ? 'vite-9' : 'vite-6',
      `create-vite ${version}, react-ts`,
      '2019-present, VoidZero Inc. and Vite contributors',
      ...sheets,
    )
  }
  const next = ['globals.css', 'page.module.css'].map((sheet) =>
    installed(`create-next-app/dist/templates/app/ts/app/${sheet}`),
  )
  write('next', `create-next-app ${VERSIONS['create-next-app']}, app`, 'Vercel, Inc.', ...next)
} finally {
  rmSync(folder, { recursive: true })
}
