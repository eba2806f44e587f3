import { beforeAll, describe, expect, it } from 'vitest'
import { differences, type Look, lookOf } from './compare'
import { openEverything } from './page'
import { hosts, kit, layered } from './sheets'

/** The one thing that a page hands down. */
const SAME = ':root { --la-font: sans-serif }'
const DARK = ':root { color-scheme: dark }'

describe('on the page of a host', async () => {
  let light: Look
  let dark: Look
  let bare: Look

  beforeAll(async () => {
    const page = await openEverything({ sheets: [kit, SAME] })
    light = lookOf(page)
    bare = lookOf(page, '[data-host]')
    dark = lookOf(await openEverything({ sheets: [kit, SAME, DARK] }))
  })

  it.each(await hosts())('looks as on a bare page: $name', async ({ css, html, layers, isDark }) => {
    const ours = layers === undefined ? kit : layered
    const page = await openEverything({ sheets: [layers ?? '', css, ours, SAME], html })
    const expected = isDark ? dark : light
    expect(differences(expected, lookOf(page))).toEqual([])
    // Its own elements do not: the style sheet is there.
    expect(differences(bare, lookOf(page, '[data-host]'))).not.toEqual([])

    // And with the host's style sheet after the kit's.
    const [, host, own] = page.document.querySelectorAll('style')
    if (host) own?.after(host)
    expect(differences(expected, lookOf(page))).toEqual([])
  })

  // That the comparison sees what it is there for.
  it.each([
    ['the margin of the dialog', /margin:\s*auto/, '* { margin: 0 }', 'la-dialog:7 { margin-left: '],
    [
      'the border of buttons',
      /border:\s*1px solid var\(--_edge\)/,
      'button { border: 0 }',
      '{ border-top-width: 1px → 0px }',
    ],
    [
      'all that undoes',
      /all:\s*unset/g,
      'p { margin: 9px }',
      'la-description:4 { margin-bottom: 0px → 9px }',
    ],
    [
      'the alignment of the text',
      /text-align:\s*start/,
      '#root { text-align: center }',
      '{ text-align: start → center }',
    ],
  ])('shows where a rule is missing: %s', async (_rule, rule, css, difference) => {
    expect(kit).toMatch(rule)
    const page = await openEverything({ sheets: [kit.replace(rule, ''), css, SAME] })
    expect(differences(light, lookOf(page)).join('\n')).toContain(difference)
  })
})
