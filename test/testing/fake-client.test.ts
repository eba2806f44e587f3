import { captureLinkReturn, type LinkStatus } from 'react-linked-accounts/core'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKitPage } from '../../src/testing/kit-page'

const google = fakeIdentity({ provider: 'google-oauth2', accountId: '108204268033311374519' })
const now = { keepalive: false }

afterEach(() => vi.useRealTimers())

describe('the backend of the fake client', () => {
  it('starts fresh for each client, with its own key', async () => {
    const first = createFakeClient()
    const second = createFakeClient()
    await first.unlink(google, now)

    expect(first.backend.identities()).toHaveLength(2)
    expect(second.backend.identities()).toHaveLength(3)
    expect(first.key).not.toEqual(second.key)
  })

  it('records the requests', async () => {
    const fake = createFakeClient()
    const page = createKitPage(fake, fake.browser)
    await page.links.preload()
    await page.list()
    await fake.unlink(google, now)
    void page.link({ connection: 'github' })
    void page.link({})
    await fake.browser.departure(1)

    expect(fake.backend.requests).toEqual({ list: [fake.userId], unlink: [google.id], link: ['github', ''] })
  })

  it('shows changes from another tab', async () => {
    const fake = createFakeClient()
    fake.backend.add(fakeIdentity({ provider: 'linkedin' }))
    fake.backend.remove(google.id)

    const { identities } = await fake.listIdentities()
    expect(identities.map(({ provider }) => provider)).toEqual(['auth0', 'github', 'linkedin'])
  })

  it('holds an unlink before it happens, and a list as it was', async () => {
    const fake = createFakeClient()
    const releaseUnlink = fake.backend.hold('unlink')
    const unlinked = fake.unlink(google, now)
    const releaseList = fake.backend.hold('list')
    const listed = fake.listIdentities()
    expect(fake.backend.identities()).toHaveLength(3)

    releaseUnlink()
    await unlinked
    expect(fake.backend.identities()).toHaveLength(2)

    releaseList()
    expect((await listed).identities).toHaveLength(3)
    expect((await fake.listIdentities()).identities).toHaveLength(2)
  })

  it('keeps holding until the last of two holds is released', async () => {
    const fake = createFakeClient()
    const releases = [fake.backend.hold('unlink'), fake.backend.hold('unlink')]
    const order: string[] = []
    const unlinked = fake.unlink(google, now).then(() => order.push('unlinked'))

    releases[0]?.()
    await fake.listIdentities()
    order.push('second release')
    releases[1]?.()
    await unlinked
    expect(order).toEqual(['second release', 'unlinked'])
  })

  it('fails the next request, or all until it is stopped', async () => {
    const fake = createFakeClient()
    fake.backend.failNext('unlink', 'conflict')
    await expect(fake.unlink(google, now)).rejects.toMatchObject({ code: 'conflict', status: 409 })
    await expect(fake.unlink(google, now)).resolves.toBeUndefined()

    const recover = fake.backend.fail('list', 'network')
    await expect(fake.listIdentities()).rejects.toMatchObject({ code: 'network', status: undefined })
    await expect(fake.listIdentities()).rejects.toMatchObject({ code: 'network' })
    recover()
    await expect(fake.listIdentities()).resolves.toBeDefined()
  })

  it('says how long to wait', async () => {
    const fake = createFakeClient()
    fake.backend.failNext('list', 'rate_limited')
    await expect(fake.listIdentities()).rejects.toMatchObject({ retryAfter: 30 })
    fake.backend.failNext('list', 'server_error', { retryAfter: 5 })
    await expect(fake.listIdentities()).rejects.toMatchObject({ code: 'server_error', retryAfter: 5 })
  })

  it('fails after it has unlinked', async () => {
    const fake = createFakeClient()
    fake.backend.failNext('unlink', 'server_error', { afterEffect: true })
    await expect(fake.unlink(google, now)).rejects.toMatchObject({ code: 'server_error' })
    expect(fake.backend.identities()).toHaveLength(2)
  })

  it('can report success and do nothing', async () => {
    const fake = createFakeClient()
    fake.backend.ignoreNext('unlink')
    await fake.unlink(google, now)
    expect(fake.backend.identities()).toHaveLength(3)
    await fake.unlink(google, now)
    expect(fake.backend.identities()).toHaveLength(2)
  })

  it('shows an old list as often as requested', async () => {
    const fake = createFakeClient()
    fake.backend.lag(2)
    await fake.unlink(google, now)
    const lengths = []
    for (let index = 0; index < 3; index += 1) lengths.push((await fake.listIdentities()).identities.length)
    expect(lengths).toEqual([3, 3, 2])
  })

  it('signs in another user, and then the first one again', async () => {
    const ada = createFakeClient()
    const grace = ada.backend.switchUser()
    expect(grace.userId).not.toBe(ada.userId)
    expect(grace.key).toEqual(ada.key)
    expect((await ada.listIdentities()).userId).toBe(grace.userId)
    const page = createKitPage(ada, ada.browser)
    await page.link({})
    expect(page.links.getSnapshot().result?.status).toBe('wrong_user')
    await expect(ada.unlink(google, now)).rejects.toMatchObject({ code: 'not_found' })
    expect(ada.backend.identities(ada.userId)).toHaveLength(3)
    expect(grace.backend.switchUser().userId).toBe(ada.userId)
  })

  it('refuses to unlink the primary', async () => {
    const fake = createFakeClient('primaryOnly')
    const [primary] = fake.backend.identities()
    await expect(fake.unlink(primary ?? google, now)).rejects.toMatchObject({ code: 'identity_required' })
    expect(fake.backend.identities()).toEqual([primary])
  })

  it('links the requested connection, or else the one that the user chooses', async () => {
    const fake = createFakeClient('empty')
    const page = createKitPage(fake, fake.browser)
    void page.link({ connection: 'linkedin' })
    await fake.backend.visit({ account: 'new', connection: 'github' })
    void page.link({})
    await fake.backend.visit({ account: 'new', connection: 'okta' })
    void page.link({})
    await fake.backend.visit({ account: 'new' })

    const linked = fake.backend.identities()
    expect(linked.map(({ connection }) => connection)).toEqual(['linkedin', 'okta', 'github'])
  })

  it('can link and report an error anyway', async () => {
    const fake = createFakeClient()
    void createKitPage(fake, fake.browser).link({ connection: 'github' })
    const url = await fake.backend.visit({ account: 'new', error: 'server_error' })
    expect(new URL(url).searchParams.get('error')).toBe('server_error')
    expect(fake.backend.identities()).toHaveLength(4)
  })

  it('links nothing for an account that is already linked', async () => {
    const fake = createFakeClient()
    void createKitPage(fake, fake.browser).link({ connection: 'github' })
    const url = await fake.backend.visit({ account: 'linked-already' })
    expect(new URL(url).searchParams.has('code')).toBe(true)
    expect(fake.backend.identities()).toHaveLength(3)
  })

  it('links in a popup, whose page reports to the page that opened it', async () => {
    const fake = createFakeClient()
    fake.browser.allowPopups()
    const page = createKitPage(fake, fake.browser)
    await page.link({ connection: 'github', display: 'popup' })
    const popup = fake.browser.popup
    popup?.page.arrive(await fake.backend.visit({ account: 'new' }))
    expect(captureLinkReturn(popup?.page)).toBe('popup')

    await vi.waitFor(() => expect(page.links.getSnapshot().result?.status).toBe('linked'))
    expect(popup?.isClosed()).toBe(true)
  })
})

describe('a page that has just returned from a link', () => {
  const statuses: LinkStatus[] = [
    'linked',
    'reconnected',
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

  it.each(statuses)('finds that the link is %s, and cleans its URL', async (returned) => {
    vi.useFakeTimers()
    const fake = createFakeClient({ returned })
    expect(fake.browser.href()).toContain('state=')

    const resumed = createKitPage(fake, fake.browser).resume()
    await vi.runAllTimersAsync()

    const result = await resumed
    expect(result?.status).toBe(returned)
    expect(result?.request?.connection).toBe(returned === 'missing_transaction' ? undefined : 'github')
    expect(fake.browser.href()).toBe('https://app.example/account')
  })

  it('names the identity that was linked', async () => {
    const fake = createFakeClient({ returned: 'linked' })
    const page = createKitPage(fake, fake.browser)
    const result = await page.resume()
    expect(result?.identity?.profile.username).toBe('octocat')
    expect((await page.list()).identities).toContainEqual(result?.identity)
  })

  it.each(['denied', 'already_linked', 'cancelled', 'failed'] as const)(
    'says why it is %s in the words of the server',
    async (returned) => {
      const fake = createFakeClient({ returned })
      const result = await createKitPage(fake, fake.browser).resume()
      expect(result?.error?.description).toMatch(/\.$/)
    },
  )
})
