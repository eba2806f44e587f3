import { describe, expect, it } from 'vitest'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'
import { open } from './keycloak/subject'
import { PAGE } from './world'

describe('Keycloak', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'cancelled' } },
    taken: null,
    own: { status: 'unchanged' },
    last: {
      code: 'rejected',
      status: 400,
      description: "You can't remove last federated identity as you don't have a password.",
    },
  })

  it("ends on a Keycloak page if the account is another user’s, and leaves the app's page unchanged", async () => {
    const { leave, linkable, page, ids, client } = await openPage(open)
    const end = await leave({ connection: linkable }, 'someone-elses')
    expect(new URL(end).origin).toBe(new URL(client.key[1] ?? '').origin)
    // The user returns to the app manually.
    expect(await page.comeBack(PAGE)).toBeNull()
    expect(await ids()).toHaveLength(2)
  })

  it('finds nothing new if Keycloak’s cookie is another user’s', async () => {
    const { link, changeCookie, ids } = await openPage(open)
    changeCookie()
    expect((await link({ connection: 'linkedin' }, 'new')).result).toMatchObject({ status: 'unchanged' })
    expect(await ids()).toHaveLength(2)
  })

  it('does not unlink another account with the same alias', async () => {
    const { client, identity, owned, world } = await openPage(open)
    const stale = { ...(await identity(owned)), id: `${owned}|an-account-that-was-unlinked` }
    await expect(client.unlink(stale, { keepalive: false })).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.truth()).toHaveLength(2)
  })
})
