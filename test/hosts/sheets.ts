import mantineBaseline from '@mantine/core/styles/baseline.css?raw'
import mantineVariables from '@mantine/core/styles/default-css-variables.css?raw'
import mantineGlobal from '@mantine/core/styles/global.css?raw'
import bootstrap from 'bootstrap/dist/css/bootstrap.css?inline'
import kit from 'react-linked-accounts/styles.css?inline'
import layered from 'react-linked-accounts/styles.layer.css?inline'
import { compile } from 'tailwindcss'
import tailwind from 'tailwindcss/index.css?raw'
import mui from './sheets/mui.css?raw'
import next from './sheets/next.css?raw'
import shadcnTheme from './sheets/shadcn.css?raw'
import tailwind3 from './sheets/tailwind-3.css?raw'
import vite6 from './sheets/vite-6.css?raw'
import vite9 from './sheets/vite-9.css?raw'

export { kit, layered }

/** What a Mantine app imports before the style sheets of its components. */
export const mantine = [mantineBaseline, mantineVariables, mantineGlobal].join('\n')

/** A host's style sheet, and its attributes on `<html>`. */
export interface Host {
  name: string
  css: string
  html?: Readonly<Record<string, string>>
  /** Whether its style sheet has layers, so that the kit's is one of them. */
  layers?: string
  isDark?: boolean
}

const UTILITIES = ['p-8', 'bg-red-600', 'border-0', 'rounded-none', 'text-center']

/** The layer order from the docs for Tailwind CSS 4. */
export const TAILWIND_4 = '@layer theme, base, react-linked-accounts, components, utilities;'

/** A style sheet built by Tailwind CSS 4, with the utilities that an app uses. */
export async function withTailwind(css: string, utilities: string[] = UTILITIES): Promise<string> {
  const { build } = await compile(css, {
    loadStylesheet: async (_id, base) => ({ path: 'tailwindcss', base, content: tailwind }),
  })
  return build(utilities)
}

export async function hosts(): Promise<Host[]> {
  const tailwind4 = await withTailwind('@import "tailwindcss";')
  const shadcn = await withTailwind(shadcnTheme)
  return [
    { name: 'Bootstrap 5', css: bootstrap },
    { name: 'Bootstrap 5, dark', css: bootstrap, html: { 'data-bs-theme': 'dark' }, isDark: true },
    { name: 'Tailwind 3', css: tailwind3 },
    { name: 'Tailwind 4', css: tailwind4, layers: TAILWIND_4 },
    { name: 'Tailwind 4, without an order of layers', css: tailwind4 },
    { name: 'shadcn', css: shadcn, layers: TAILWIND_4 },
    { name: 'shadcn, dark', css: shadcn, layers: TAILWIND_4, html: { class: 'dark' }, isDark: true },
    { name: 'MUI', css: mui },
    { name: 'Mantine', css: mantine, html: { 'data-mantine-color-scheme': 'light' } },
    { name: 'Mantine, dark', css: mantine, html: { 'data-mantine-color-scheme': 'dark' }, isDark: true },
    { name: "Vite's template", css: vite9 },
    { name: "Vite's old template", css: vite6 },
    { name: "Next's template", css: next },
    { name: 'a reset of everything', css: '*, *::before, *::after { margin: 0; padding: 0; border: 0 }' },
    {
      name: 'a reset of buttons',
      css: `
        button { border: 0; background: none; font: inherit; color: inherit; padding: 0; width: 100%; opacity: 0.9 }
        button { letter-spacing: 0.1em; text-transform: uppercase; box-shadow: 0 0 9px red; text-align: left }
        button { min-height: 60px; display: block; margin: 1em; white-space: nowrap; transition: all 1s }`,
    },
    {
      name: 'a reset of text',
      css: `
        body { font: italic 700 22px/2 monospace; letter-spacing: 0.1em; word-spacing: 1em; color: #a0a }
        body { text-align: right; text-indent: 2em; text-transform: uppercase; white-space: pre-wrap; cursor: help }
        h1, h2, h3 { font-size: inherit; font-weight: 300; margin: 2em 0; color: #f0f; text-align: center }
        p { margin: 0 0 1.5em; max-width: 20ch; line-height: 2; text-align: justify; hyphens: auto }
        strong { font-weight: inherit; color: red } bdi, span { color: green; font-size: 20px }`,
    },
    {
      name: 'a reset of boxes',
      css: `
        ul, ol { list-style: none; padding-left: 3rem; margin: 1rem } li { display: inline; margin: 4px }
        ul li + li { margin-top: 1em }
        section { padding: 4rem; display: block; max-width: 300px; margin: 0 auto; min-height: 50vh }
        section { align-items: center; justify-content: center; gap: 2rem } div { position: relative }
        img, svg, video { display: block; max-width: 100%; height: auto; vertical-align: middle; margin: 3px }
        dialog { margin: 0; padding: 0; border: 0; max-width: 10rem; background: none; color: red }
        form { display: flex; margin: 1em }`,
    },
  ]
}
