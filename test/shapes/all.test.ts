import { describe, expect, it } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { openPage } from './common/page'
import { SHAPES } from './shapes'

const BY_WINDOW = ['Keycloak', 'Ory Kratos', 'Auth.js', 'Supabase Auth', 'Auth0 My Account', 'Clerk']

describe.each(BY_WINDOW)('%s in a window of the kit', (name) => {
  it.each(['new', 'cancel'] as const)('ends in the page that opened it: %s', async (account) => {
    const { page, browser, world, linkable } = await openPage(SHAPES[name] as (typeof SHAPES)[string])
    browser.allowPopups()
    const ended = new Promise((resolve) => {
      page.links.subscribe(() => page.links.getSnapshot().result && resolve(undefined))
    })
    await page.link({ connection: linkable, display: 'popup' })
    const popup = browser.popup?.page
    if (!popup) throw new Error('No window was opened.')
    popup.arrive(await world.visit(await browser.departure(), account))
    expect(captureLinkReturn(popup)).toBe('popup')
    await ended
    const { result } = page.links.getSnapshot()
    if (account === 'new')
      expect(result).toMatchObject({ status: 'linked', identity: { connection: linkable } })
    else expect(result).toMatchObject({ error: { serverCode: expect.any(String) } })
    expect(popup.isClosed).toBe(true)
    expect(browser.storage().length).toBe(0)
  })
})

describe.each(Object.entries(SHAPES))('%s', (_name, open) => {
  it('writes no token to the storage or to a URL', async () => {
    const { page, browser, world, linkable, secrets } = await openPage(open)
    const storage = browser.storage()
    const dump = () =>
      Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index) ?? ''))
    const left = page.link({ connection: linkable })
    const seen = []
    if (world.choose) await left
    else {
      const url = await browser.departure()
      seen.push(url, dump())
      captureLinkReturn(browser.reload(await world.visit(url, 'new')))
      seen.push(dump())
      expect(JSON.stringify(seen)).toContain('returned')
    }
    for (const secret of secrets) expect(JSON.stringify(seen)).not.toContain(secret)
  })

  it('can be copied and overridden, because no function uses this', async () => {
    const { client } = await openPage(open)
    const { listIdentities } = { ...client }
    expect((await listIdentities()).userId).toBe(client.userId)
  })

  it('has a key without the user', async () => {
    const { client, world } = await openPage(open)
    const other = await world.signInAsOther()
    expect(client.key.join()).not.toContain(client.userId)
    expect(other.key).toEqual(client.key)
    expect(other.userId).not.toBe(client.userId)
  })
})
