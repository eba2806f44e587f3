import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differences, type Look, lookOf } from './compare'
import { openEverything } from './everything'
import type { Page } from './page'
import { hosts, kit, layered } from './sheets'

/** The only thing that the kit inherits from a page. */
const SAME = ':root { --la-font: sans-serif }'
const DARK = ':root { color-scheme: dark }'

describe("on a host's page", async () => {
  // One page that gets each host's style sheet in turn.
  let page: Page
  let light: Look
  let dark: Look
  let bare: Look

  const lookIn = (sheets: readonly string[], html?: Readonly<Record<string, string>>) => {
    page.dress({ sheets, html })
    for (const animation of page.document.getAnimations()) animation.cancel()
    return lookOf(page)
  }

  beforeAll(async () => {
    page = await openEverything({ sheets: [kit, SAME] })
    light = lookIn([kit, SAME])
    bare = lookOf(page, '[data-host]')
    dark = lookIn([kit, SAME, DARK])
  })

  afterAll(() => page.close())

  it.each(await hosts())('looks the same as on a bare page: $name', ({ css, html, layers, isDark }) => {
    const expected = isDark ? dark : light
    const ours = layers === undefined ? kit : layered
    expect(differences(expected, lookIn([layers ?? '', css, ours, SAME], html))).toEqual([])
    // The host's own elements differ, so its style sheet is applied.
    expect(differences(bare, lookOf(page, '[data-host]'))).not.toEqual([])
    // The same with the host's style sheet after the kit's.
    expect(differences(expected, lookIn([layers ?? '', ours, css, SAME], html))).toEqual([])
  })

  // Checks that the comparison detects differences.
  it.each([
    ['the margin of the dialog', /margin:\s*auto/, 'dialog { margin: 0 }', 'la-dialog:5 { margin-left: '],
    [
      'the border of buttons',
      /border:\s*1px solid var\(--_edge\)/,
      '',
      'la-close:3 { border-top-style: solid → none }',
    ],
    [
      'all that undoes',
      /all:\s*unset/g,
      'p { margin: 9px }',
      'la-description:2 { margin-bottom: 0px → 9px }',
    ],
    [
      'what a page would hand down',
      /all:\s*initial/,
      '#root { text-align: center }',
      '{ text-align: start → center }',
    ],
    [
      'a class that is not the kit’s',
      /\[class\^="la-"\]/,
      'span { letter-spacing: 3px }',
      'la-text:1 { letter-spacing: normal → 3px }',
    ],
  ])('shows where a rule is missing: %s', (_rule, rule, css, difference) => {
    expect(kit).toMatch(rule)
    const without = kit.replace(rule, rule.source.includes('class') ? '.nothing' : '')
    expect(differences(light, lookIn([without, css, SAME])).join('\n')).toContain(difference)
  })
})
