import bootstrap from 'bootstrap/dist/css/bootstrap.css?inline'
import kit from 'react-linked-accounts/styles.css?inline'
import layered from 'react-linked-accounts/styles.layer.css?inline'
import { compile } from 'tailwindcss'
import tailwind from 'tailwindcss/index.css?raw'
import mantine from './sheets/mantine.css?raw'
import mui from './sheets/mui.css?raw'
import next from './sheets/next.css?raw'
import tailwind3 from './sheets/tailwind-3.css?raw'
import vite6 from './sheets/vite-6.css?raw'
import vite9 from './sheets/vite-9.css?raw'

export { kit, layered }

/** What an app brings along: its style sheet, and what it writes on `<html>`. */
export interface Host {
  name: string
  css: string
  html?: Readonly<Record<string, string>>
  /** Its style sheet has layers, so the kit's stands among them. */
  layers?: string
  isDark?: boolean
}

/** As `shadcn init` writes it. */
const SHADCN = `
@import "tailwindcss";
@custom-variant dark (&:is(.dark *));
:root {
  --radius: 0.625rem;
  --background: oklch(1 0 0);
  --foreground: oklch(0.145 0 0);
  --card: oklch(1 0 0);
  --card-foreground: oklch(0.145 0 0);
  --primary: oklch(0.205 0 0);
  --muted: oklch(0.97 0 0);
  --muted-foreground: oklch(0.556 0 0);
  --destructive: oklch(0.577 0.245 27.325);
  --border: oklch(0.922 0 0);
  --input: oklch(0.922 0 0);
  --ring: oklch(0.708 0 0);
}
.dark {
  --background: oklch(0.145 0 0);
  --foreground: oklch(0.985 0 0);
  --card: oklch(0.205 0 0);
  --card-foreground: oklch(0.985 0 0);
  --primary: oklch(0.922 0 0);
  --muted: oklch(0.269 0 0);
  --muted-foreground: oklch(0.708 0 0);
  --destructive: oklch(0.704 0.191 22.216);
  --border: oklch(1 0 0 / 10%);
  --input: oklch(1 0 0 / 15%);
  --ring: oklch(0.556 0 0);
}
@theme inline {
  --color-background: var(--background);
  --color-foreground: var(--foreground);
  --color-border: var(--border);
  --color-ring: var(--ring);
}
@layer base {
  * { @apply border-border outline-ring/50; }
  body { @apply bg-background text-foreground; }
}`

const UTILITIES = ['p-8', 'bg-red-600', 'border-0', 'rounded-none', 'text-center']
const TAILWIND_4 = '@layer theme, base, react-linked-accounts, components, utilities;'

async function withTailwind(css: string): Promise<string> {
  const { build } = await compile(css, {
    loadStylesheet: async (_id, base) => ({ path: 'tailwindcss', base, content: tailwind }),
  })
  return build(UTILITIES)
}

export async function hosts(): Promise<Host[]> {
  const tailwind4 = await withTailwind('@import "tailwindcss";')
  const shadcn = await withTailwind(SHADCN)
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
