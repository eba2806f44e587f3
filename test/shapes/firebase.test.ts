import { describe, expect, it } from 'vitest'
import { describeFlows, describeUnlink } from './common/flows'
import { openPage } from './common/page'
import { openPopup, openRedirect } from './firebase/subject'
import type { AccountChoice } from './world'

/** Links without leaving the page, and resolves to the result. */
async function linkInPlace(account: AccountChoice) {
  const opened = await openPage(openPopup)
  const { page, world, linkable, owned } = opened
  world.choose?.(account)
  await page.link({ connection: account === 'own' ? owned : linkable })
  return { ...opened, result: page.links.getSnapshot().result }
}

describe('Firebase with its own popup', () => {
  it('links without leaving the page', async () => {
    const { result, linkable, ids, world, browser, stored } = await linkInPlace('new')
    expect(result).toMatchObject({ status: 'linked', identity: { connection: linkable } })
    expect(await ids()).toEqual(await world.truth())
    expect(browser.departures).toEqual([])
    expect(stored()).toEqual([])
  })

  it('reports a window that was closed', async () => {
    const { result, ids, stored } = await linkInPlace('cancel')
    expect(result).toMatchObject({ status: 'cancelled', error: { serverCode: 'auth/popup-closed-by-user' } })
    expect(await ids()).toHaveLength(2)
    expect(stored()).toEqual([])
  })

  it('reports an account of another user, and nothing of the provider’s tokens', async () => {
    const { result, secrets } = await linkInPlace('someone-elses')
    expect(result).toMatchObject({
      status: 'already_linked',
      error: { serverCode: 'auth/credential-already-in-use' },
    })
    const shown = JSON.stringify({ ...result, error: { ...result?.error, text: String(result?.error) } })
    for (const secret of secrets) expect(shown).not.toContain(secret)
    expect(result?.error).not.toHaveProperty('customData')
    expect(result?.error).not.toHaveProperty('cause')
  })

  it('finds nothing new if the provider is already linked', async () => {
    const { page, world, owned } = await openPage(openPopup)
    // The list is shown before, so that the account is known not to be new.
    await page.list()
    world.choose?.('own')
    await page.link({ connection: owned })
    expect(page.links.getSnapshot().result).toMatchObject({ status: 'unchanged' })
  })

  describeUnlink(openPopup, {})
})

describe('Firebase with a redirect', () => {
  describeFlows(openRedirect, {
    cancelled: { status: 'cancelled', error: { serverCode: 'auth/user-cancelled' } },
    taken: { status: 'already_linked', error: { serverCode: 'auth/credential-already-in-use' } },
    own: null,
  })

  it('finds nothing new if the provider is already linked, without leaving the page', async () => {
    const { page, owned, browser, stored } = await openPage(openRedirect)
    await page.link({ connection: owned })
    expect(page.links.getSnapshot().result).toMatchObject({ status: 'unchanged' })
    expect(browser.departures).toEqual([])
    expect(stored()).toEqual([])
  })

  it('finds nothing new if the user returns without signing in', async () => {
    const { page, linkable, browser, comeBack } = await openPage(openRedirect)
    void page.link({ connection: linkable })
    await browser.departure()
    const { result, address } = await comeBack(browser.href())
    expect(result).toMatchObject({ status: 'unchanged' })
    expect(address).toBe(browser.href())
  })

  it('lets the user click again after the back button', async () => {
    const { page, linkable, browser } = await openPage(openRedirect)
    const left = page.link({ connection: linkable })
    await browser.departure()
    browser.back()
    await left
    expect(page.links.getSnapshot()).toMatchObject({ result: null, waiting: null })
  })
})
