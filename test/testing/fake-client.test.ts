import type { LinkStatus } from 'react-linked-accounts/core'
import { createFakeClient, describeClientContract, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { fakeSubject } from './fake-subject'

describeClientContract({ name: 'the fake client', setup: () => fakeSubject() }, { describe, it })

const google = fakeIdentity({ provider: 'google-oauth2', userId: '108204268033311374519' })

describe('the backend of the fake client', () => {
  it('starts afresh with each client, under a key of its own', async () => {
    const first = createFakeClient()
    const second = createFakeClient()
    await first.unlink(google)

    expect(first.backend.identities()).toHaveLength(2)
    expect(second.backend.identities()).toHaveLength(3)
    expect(first.key).not.toEqual(second.key)
  })

  it('records what was asked', async () => {
    const client = createFakeClient()
    const current = await client.listIdentities()
    await client.unlink(google)
    void client.startLink({ connection: 'github', current })
    void client.startLink({ current })

    expect(client.backend.requests).toEqual({
      list: [current.userId],
      unlink: [google.id],
      link: ['github', ''],
    })
  })

  it('shows what another tab has done', async () => {
    const client = createFakeClient()
    client.backend.add(fakeIdentity({ provider: 'linkedin' }))
    client.backend.remove(google.id)

    const { identities } = await client.listIdentities()
    expect(identities.map(({ provider }) => provider)).toEqual(['auth0', 'github', 'linkedin'])
  })

  it('holds an unlink back before it happens, and a list as it was', async () => {
    const client = createFakeClient()
    const releaseUnlink = client.backend.hold('unlink')
    const unlinked = client.unlink(google)
    const releaseList = client.backend.hold('list')
    const listed = client.listIdentities()
    expect(client.backend.identities()).toHaveLength(3)

    releaseUnlink()
    await unlinked
    expect(client.backend.identities()).toHaveLength(2)

    releaseList()
    expect((await listed).identities).toHaveLength(3)
    expect((await client.listIdentities()).identities).toHaveLength(2)
  })

  it('keeps holding until the last of two holds is released', async () => {
    const client = createFakeClient()
    const releases = [client.backend.hold('unlink'), client.backend.hold('unlink')]
    const order: string[] = []
    const unlinked = client.unlink(google).then(() => order.push('unlinked'))

    releases[0]?.()
    await client.listIdentities()
    order.push('second release')
    releases[1]?.()
    await unlinked
    expect(order).toEqual(['second release', 'unlinked'])
  })

  it('fails the next request, or all until told otherwise', async () => {
    const client = createFakeClient()
    client.backend.failNext('unlink', 'conflict')
    await expect(client.unlink(google)).rejects.toMatchObject({ code: 'conflict', status: 409 })
    await expect(client.unlink(google)).resolves.toBeUndefined()

    const recover = client.backend.fail('list', 'network')
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'network', status: undefined })
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'network' })
    recover()
    await expect(client.listIdentities()).resolves.toBeDefined()
  })

  it('keeps the primary linked', async () => {
    const client = createFakeClient('primaryOnly')
    const [primary] = client.backend.identities()
    await expect(client.unlink(primary ?? google)).rejects.toMatchObject({ code: 'identity_required' })
    expect(client.backend.identities()).toEqual([primary])
  })

  it('links the connection that was asked for, else the one that the person chooses', async () => {
    const client = createFakeClient('empty')
    void client.startLink({ connection: 'linkedin' })
    await client.backend.visit({ account: 'new', connection: 'github' })
    void client.startLink({})
    await client.backend.visit({ account: 'new', connection: 'okta' })
    void client.startLink({})
    await client.backend.visit({ account: 'new' })

    const linked = client.backend.identities()
    expect(linked.map(({ connection }) => connection)).toEqual(['linkedin', 'okta', 'github'])
  })
})

describe('a page that has just returned', () => {
  const statuses: LinkStatus[] = [
    'linked',
    'unchanged',
    'unverified',
    'cancelled',
    'denied',
    'already_linked',
    'wrong_user',
    'missing_transaction',
    'expired',
    'failed',
  ]

  it.each(statuses)('finds that the link was %s, and cleans its address', async (returned) => {
    const client = createFakeClient({ returned })
    expect(client.browser.href()).toContain('state=')

    const result = await client.finishLink()

    expect(result).toMatchObject({
      status: returned,
      connection: returned === 'missing_transaction' ? null : 'github',
    })
    expect(client.browser.href()).toBe('https://app.example/account')
  })

  it('names who was linked', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const result = await client.finishLink()
    expect(result?.identity?.profile.username).toBe('octocat')
    expect((await client.listIdentities()).identities).toContainEqual(result?.identity)
  })

  it.each(['denied', 'already_linked', 'cancelled', 'failed'] as const)(
    'says why it was %s in the words of the server',
    async (returned) => {
      const result = await createFakeClient({ returned }).finishLink()
      expect(result?.error?.description).toMatch(/\.$/)
    },
  )
})
