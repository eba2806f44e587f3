import { describe, expect, it } from 'vitest'
import { open } from './auth-js/subject'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'

describe('Auth.js', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'OAuthCallbackError' } },
    taken: { status: 'already_linked', error: { serverCode: 'OAuthAccountNotLinked' } },
    own: { status: 'unchanged' },
    last: { code: 'identity_required', serverCode: 'last_account' },
    failedAt: '/settings',
  })

  it('returns to where the user was after a failure, if the request says where', async () => {
    const { link, linkable, browser } = await openPage(open)
    const request = { connection: linkable, returnTo: '/settings?tab=accounts' }
    expect(await link(request, 'someone-elses')).toMatchObject({
      result: { status: 'already_linked' },
      address: browser.href(),
    })
  })

  it('links a second account from the same provider', async () => {
    const { link, owned, ids } = await openPage(open)
    expect((await link({ connection: owned }, 'new')).result).toMatchObject({ status: 'linked' })
    expect(await ids()).toHaveLength(3)
  })

  it('does not start without a session, because that would sign in', async () => {
    const { page, linkable, signOut, browser } = await openPage(open)
    signOut()
    await expect(page.link({ connection: linkable })).rejects.toMatchObject({ code: 'unauthorized' })
    expect(browser.departures).toEqual([])
  })

  it('reports a refusal to start, which is a 200 here', async () => {
    const { page } = await openPage(open)
    await expect(page.link({ connection: 'unknown' })).rejects.toMatchObject({
      code: 'rejected',
      serverCode: 'Configuration',
    })
  })

  it("leaves the app's own error alone while a link is pending", async () => {
    const { leave, linkable, page, browser } = await openPage(open)
    const url = await leave({ connection: linkable }, 'new')
    expect(await page.comeBack(`${browser.href()}&error=payment_failed`)).toBeNull()
    expect(await page.comeBack(url)).toMatchObject({ status: 'linked' })
  })
})
