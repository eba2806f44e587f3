import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEverything } from '../hosts/everything'
import type { Page } from '../hosts/page'
import { kit } from '../hosts/sheets'
import { lowContrasts, pairsOf } from './contrast'
import { presets } from './presets'

const LIGHT = ':root { color-scheme: light; background: #fff }'
const DARK = ':root { color-scheme: dark; background: #0a0b0d }'

/** The kit with a condition or state that always applies. */
function always(css: string, what: string, instead: string): string {
  expect(css.includes(what), what).toBe(true)
  return css.replaceAll(what, instead)
}

const moreContrast = () => always(kit, '(prefers-contrast: more)', 'all')
const hovered = () => always(kit, ':hover', '')
const pressed = () => always(kit, ':active', '')

describe('the contrast of everything visible', async () => {
  let page: Page

  beforeAll(async () => {
    page = await openEverything({ sheets: [kit, LIGHT] })
  })

  afterAll(() => page.close())

  const dress = (sheets: readonly string[], html?: Readonly<Record<string, string>>) => {
    page.dress({ sheets, html })
    for (const animation of page.document.getAnimations()) animation.cancel()
  }

  it('is measured for hundreds of color pairs', () => {
    dress([kit, LIGHT])
    const kinds = pairsOf(page).map(({ what }) => what.split(' ').at(-1))
    expect(kinds.length).toBeGreaterThan(200)
    expect(new Set(kinds)).toEqual(new Set(['text', 'icon', 'line', 'arc', 'fill', 'focus']))
  })

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('is enough: %s', (_scheme, css) => {
    dress([kit, css])
    expect(lowContrasts(page)).toEqual([])
  })

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('is enough for borders as well if the user asks for more: %s', (_scheme, css) => {
    dress([moreContrast(), css])
    expect(lowContrasts(page, { borders: true })).toEqual([])
  })

  it.each([
    ['under the pointer, light', hovered, LIGHT],
    ['under the pointer, dark', hovered, DARK],
    ['pressed, light', pressed, LIGHT],
    ['pressed, dark', pressed, DARK],
  ])('is enough for buttons %s', (_state, sheet, css) => {
    dress([sheet(), css])
    expect(lowContrasts(page)).toEqual([])
  })

  it.each(await presets())('is sufficient with the preset: $name', ({ css, html, layers }) => {
    const sheets = (ours: string) => [
      layers ?? '',
      layers === undefined ? ours : `@layer react-linked-accounts { ${ours} }`,
      css,
    ]
    for (const ours of [kit, hovered(), pressed()]) {
      dress(sheets(ours), html)
      expect(lowContrasts(page)).toEqual([])
    }
  })

  // Checks that it detects low contrast.
  it.each([
    ['--la-muted: #8a8f98', '.la-account text 3.'],
    ['--la-accent: #9fb8e8', '.la-row focus '],
    ['--la-danger-solid: #e8857d', '.la-button.la-danger text '],
    ['--la-success: #7fbf98', '.la-badge text '],
    ['--la-focus-ring: none', '.la-button.la-secondary.la-unlink focus 1.00'],
  ])('shows what is too faint: %s', (variable, found) => {
    dress([kit, LIGHT, `:root { ${variable} }`])
    expect(lowContrasts(page).join('\n')).toContain(found)
  })
})
