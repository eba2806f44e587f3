import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { joinStyles } from '../scripts/join-styles'

const file = (name: string) => new URL(`../src/styles/${name}`, import.meta.url)

/** The style sheet after a host's build. */
async function built(name: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: file(name).pathname } },
  })) as Rolldown.RolldownOutput
  const asset = output.find(({ fileName }) => fileName.endsWith('.css'))
  return asset?.type === 'asset' ? String(asset.source) : ''
}

describe('the style sheet in a host’s build', () => {
  let css: string

  beforeAll(async () => {
    css = await built('styles.css')
  })

  it('keeps its colors, light and dark, wherever the host sets `color-scheme`', () => {
    expect(css).toContain('--_text:var(--la-text,light-dark(#17181c,#f2f3f5))')
    expect(css).not.toContain('--lightningcss')
  })

  it('takes the text direction from the page, not from its language', () => {
    expect(css).not.toMatch(/:lang|:dir/)
  })
})

describe('the style sheets as published', () => {
  let plain: string
  let layered: string

  beforeAll(async () => {
    plain = await joinStyles(file('styles.css'))
    layered = await joinStyles(file('styles.layer.css'))
  })

  it('are complete, and differ only in the layer', () => {
    expect(plain).not.toContain('@import')
    expect(layered).toBe(`@layer react-linked-accounts{${plain}}`)
  })

  it('have the same rules as the partials', async () => {
    const [joined, apart] = await Promise.all([reread(plain), built('styles.css')])
    // Host builds do not minify the values of variables, but ours does.
    expect(joined).toBe(apart.replaceAll(', ', ',').replaceAll(/(?<=[ :,(-])0(?=\.\d)/g, ''))
  })

  it('are at most 3.5 kB of a page’s load', () => {
    expect(gzipSync(plain).length).toBeLessThanOrEqual(3500)
    expect(gzipSync(layered).length).toBeLessThanOrEqual(3550)
  })

  it('read the public variables and declare none', () => {
    expect(plain).toContain('var(--la-accent,')
    expect(plain).not.toMatch(/[{;]--la-/)
  })

  it('have the specificity of one class, no more and no less', () => {
    expect(plain).not.toContain('!important')
    // The position of the kit's elements adds no specificity; being the kit's has the specificity of one class.
    const reset = ':where(.la-root,.la-link) [class^="la-"]:where(:not(button,dialog)){all:unset'
    // Elements that the page positions can be positioned by any class of the page.
    const placed = [':where(.la-button):not(b b b b),', ':where(.la-root,.la-link):not(b b b b){all:initial']
    const rest = [reset, ...placed].reduce((css, rule) => {
      expect(css).toContain(rule)
      return css.replace(rule, '')
    }, plain)
    expect(rest).not.toContain(':where')
  })

  it('animate nothing for a user who prefers reduced motion', () => {
    const [before = '', moving = ''] = plain.split('@media (prefers-reduced-motion:no-preference){')
    expect(before).not.toMatch(/[{;](animation|transition)/)
    expect(moving).toMatch(/[{;](animation|transition)/)
    // After this, there are animations without the media query.
    expect(moving.slice(endOfBlock(moving))).not.toMatch(/[{;](animation|transition)/)
  })

  it('use no left or right', () => {
    expect(plain).not.toMatch(/[{;](margin|padding|border|inset)?-?(left|right|width|height):/)
  })
})

/** Where a block ends, after its first brace has been read. */
function endOfBlock(css: string): number {
  let depth = 1
  return [...css].findIndex((character) => {
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    return depth === 0
  })
}

/** Uses the same build as for the partials, so that only their rules can differ. */
async function reread(css: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'published',
        resolveId: (id) => (id.endsWith('published.css') ? '/published.css' : null),
        load: (id) => (id === '/published.css' ? css : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: 'published.css' } },
  })) as Rolldown.RolldownOutput
  const asset = output.find(({ fileName }) => fileName.endsWith('.css'))
  return asset?.type === 'asset' ? String(asset.source) : ''
}
