import { createFakeClient, fakeIdentity, type ScenarioName, scenarios } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { accountLabel } from '../../src/react/describe'
import { createKitPage } from '../../src/testing/kit-page'

afterEach(() => vi.useRealTimers())

const labelsIn = async (scenario: ScenarioName) => {
  const { identities } = await createFakeClient(scenario).listIdentities()
  return identities.map(accountLabel)
}

const google = fakeIdentity({ provider: 'google-oauth2', accountId: '108204268033311374519' })

/** Runs all timers, and returns whether the promise is still pending. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  vi.useFakeTimers()
  const waiting = Symbol('waiting')
  const winner = Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 3_600_000, waiting))])
  await vi.runAllTimersAsync()
  return (await winner) === waiting
}

describe('the scenario', () => {
  it('default: a primary password, Google and GitHub, without avatars', async () => {
    const { userId, identities } = await createFakeClient().listIdentities()
    expect(identities.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2', 'github'])
    expect(identities.map(({ primary }) => primary)).toEqual([true, false, false])
    expect(userId).toBe(identities[0]?.id)
    expect(identities.filter(({ profile }) => profile.picture !== undefined)).toEqual([])
  })

  it('empty: nothing is linked', async () => {
    expect(await labelsIn('empty')).toEqual([])
  })

  it('primaryOnly: nothing can be unlinked', async () => {
    expect(await labelsIn('primaryOnly')).toEqual(['ada@example.com'])
  })

  it('many: a thousand, each with its own label', async () => {
    expect(new Set(await labelsIn('many')).size).toBe(1000)
  })

  it('slow: a response takes two seconds', async () => {
    vi.useFakeTimers()
    const startedAt = Date.now()
    const list = createFakeClient('slow').listIdentities()
    await vi.runAllTimersAsync()
    await list
    expect(Date.now() - startedAt).toBe(2000)
  })

  it('loading: the list request never ends', async () => {
    expect(await isPending(createFakeClient('loading').listIdentities())).toBe(true)
  })

  it('failing: the list fails', async () => {
    await expect(createFakeClient('failing').listIdentities()).rejects.toMatchObject({
      code: 'server_error',
      status: 500,
    })
  })

  it('unlinkFails: the server refuses and says why', async () => {
    const client = createFakeClient('unlinkFails')
    await expect(client.unlink(google, { keepalive: false })).rejects.toMatchObject({
      code: 'forbidden',
      description: 'Your organization keeps this account linked.',
    })
    expect(client.backend.identities()).toHaveLength(3)
  })

  it('unlinkHangs: an unlink request never ends', async () => {
    const client = createFakeClient('unlinkHangs')
    expect(await isPending(client.unlink(google, { keepalive: false }))).toBe(true)
    expect(client.backend.identities()).toHaveLength(3)
  })

  it('rateLimited: the server says how long to wait', async () => {
    const client = createFakeClient('rateLimited')
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 30 })
    await expect(client.unlink(google, { keepalive: false })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfter: 30,
    })
  })

  it('offline: the server cannot be reached', async () => {
    const client = createFakeClient('offline')
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'network' })
    await expect(client.unlink(google, { keepalive: false })).rejects.toMatchObject({ code: 'network' })
    const link = createKitPage(client, client.browser).link({ connection: 'github' })
    await expect(link).rejects.toMatchObject({ code: 'network' })
    expect(client.browser.departures).toEqual([])
  })

  it('sameProvider: three Google accounts with different labels', async () => {
    const { identities } = await createFakeClient('sameProvider').listIdentities()
    const accounts = identities.filter(({ provider }) => provider === 'google-oauth2')
    expect(new Set(accounts.map(accountLabel)).size).toBe(3)
  })

  it('longNames: long labels, and labels in other scripts', async () => {
    const labels = await labelsIn('longNames')
    expect(Math.max(...labels.map(({ length }) => length))).toBeGreaterThan(100)
    expect(labels.filter((label) => /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(label))).toHaveLength(2)
  })

  it('is never changed by the clients that use it', async () => {
    const before = structuredClone(scenarios.sameProvider)
    const client = createFakeClient('sameProvider')
    await client.unlink(google, { keepalive: false })
    client.backend.add(fakeIdentity())
    expect(scenarios.sameProvider).toEqual(before)
  })
})
