import { describe, expect, it } from 'vitest'
import { open } from './clerk/subject'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'

describe('Clerk', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'oauth_access_denied' } },
    taken: { status: 'already_linked', error: { serverCode: 'external_account_exists' } },
    own: { status: 'already_linked' },
    last: { code: 'identity_required', serverCode: 'identification_deletion_failed' },
  })

  it('does not list a failed attempt, which is stored as a row', async () => {
    const { link, linkable, ids, world } = await openPage(open)
    await link({ connection: linkable }, 'cancel')
    expect(await ids()).toHaveLength(2)
    expect((await link({ connection: linkable }, 'new')).result).toMatchObject({ status: 'linked' })
    expect(await ids()).toEqual(await world.truth())
  })

  it('links an identity again for more scopes', async () => {
    const { link, identity, owned, ids } = await openPage(open)
    const reconnect = await identity(owned)
    const { result } = await link({ connection: owned, reconnect, scopes: ['calendar'] }, 'own')
    expect(result).toMatchObject({ status: 'reconnected', identity: { id: reconnect.id } })
    expect(await ids()).toHaveLength(2)
  })

  it('has the user verify again for a link, and then starts it', async () => {
    const { link, linkable, world } = await openPage(open)
    world.makeStale?.()
    expect((await link({ connection: linkable }, 'new')).result).toMatchObject({ status: 'linked' })
  })

  it('requires a step-up before an unlink', async () => {
    const { client, identity, owned, world } = await openPage(open)
    world.makeStale?.()
    const unlinked = client.unlink(await identity(owned), { keepalive: false })
    await expect(unlinked).rejects.toMatchObject({ code: 'step_up_required' })
    expect(await world.truth()).toHaveLength(2)
  })
})
