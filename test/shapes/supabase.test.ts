import { describe, expect, it } from 'vitest'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'
import { open, SITE_URL } from './supabase/subject'
import { APP, PAGE } from './world'

describe('Supabase Auth', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'access_denied' } },
    taken: {
      status: 'already_linked',
      error: {
        serverCode: 'identity_already_exists',
        description: 'Identity is already linked to another user',
      },
    },
    // The code is the same as for another user's account; only the message differs.
    own: { status: 'already_linked', error: { description: 'Identity is already linked' } },
    last: { code: 'identity_required', status: 422, serverCode: 'single_identity_not_deletable' },
  })

  it('recognizes an expired flow as the end of the link, although the state is lost', async () => {
    const { link, linkable, server, stored } = await openPage(open)
    server.expireFlows()
    const { result, address } = await link({ connection: linkable }, 'new')
    expect(result).toMatchObject({ status: 'expired', error: { serverCode: 'bad_oauth_state' } })
    expect(address).toBe(SITE_URL)
    expect(stored()).toEqual([])
  })

  it('finds an identity that was linked despite an error', async () => {
    const { link, linkable, server } = await openPage(open)
    server.doubtEmails(linkable)
    const { result, address } = await link({ connection: linkable }, 'new')
    expect(result).toMatchObject({ status: 'linked' })
    expect(address).toBe(PAGE)
  })

  it('renews an expired token, which is a 403 here', async () => {
    const { ids, expireToken } = await openPage(open)
    expireToken()
    expect(await ids()).toHaveLength(2)
  })

  it('does not start a link with the token of another user', async () => {
    const { client, linkable, world } = await openPage(open)
    await world.signInAsOther()
    const transaction = { state: 'rla_state', redirectUri: PAGE, callbackUrl: PAGE, data: {} }
    const started = client.startLink({ connection: linkable }, transaction)
    await expect(started).rejects.toMatchObject({ code: 'wrong_user', unsent: true })
  })

  it("keeps the session's tokens out of the URL", async () => {
    const { leave, linkable, comeBack, browser } = await openPage(open)
    // The callback of a link without a challenge.
    const url = new URL(await leave({ connection: linkable }, 'new'))
    url.searchParams.delete('code')
    const secret = 'secret-0123456789'
    url.hash = `access_token=${secret}&expires_at=1&expires_in=1&provider_token=${secret}&provider_refresh_token=${secret}&refresh_token=${secret}&sb=&token_type=bearer`
    const { result, address } = await comeBack(url.href)
    expect(result).toMatchObject({ status: 'linked' })
    expect(address).toBe(PAGE)
    expect(JSON.stringify([result, browser.departures])).not.toContain(secret)
  })

  it("leaves the app's own sign-in error alone while a link is pending", async () => {
    const { leave, linkable, page } = await openPage(open)
    const url = await leave({ connection: linkable }, 'new')
    const other = `${APP}/welcome?error=access_denied&error_code=otp_expired#error=access_denied&error_code=otp_expired`
    expect(await page.comeBack(other)).toBeNull()
    expect(await page.comeBack(url)).toMatchObject({ status: 'linked' })
  })
})
