import { beforeAll, describe, expect, it } from 'vitest'
import { differences, type Look, lookOf } from './compare'
import { openEverything } from './page'
import { hosts, kit, layered } from './sheets'

/** All pages have the same font, and what is out of sight is laid out as well. */
const SAME = ':root { --la-font: sans-serif } .la-identity { content-visibility: visible }'
const DARK = ':root { color-scheme: dark }'

describe('on the page of a host', async () => {
  let light: Look
  let dark: Look

  beforeAll(async () => {
    light = lookOf(await openEverything({ sheets: [kit, SAME] }))
    dark = lookOf(await openEverything({ sheets: [kit, SAME, DARK] }))
  })

  it.each(await hosts())('looks as on a bare page: $name', async ({ css, html, layers, isDark }) => {
    const ours = layers === undefined ? kit : layered
    const page = await openEverything({ sheets: [layers ?? '', css, ours, SAME], html })
    const expected = isDark ? dark : light
    expect(differences(expected, lookOf(page))).toEqual([])

    // And with the host's style sheet after the kit's.
    const [, host, own] = page.document.querySelectorAll('style')
    if (host) own?.after(host)
    expect(differences(expected, lookOf(page))).toEqual([])
  })
})
