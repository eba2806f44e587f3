import { describe, expect, it, vi } from 'vitest'
import { rejection, surface } from '../core/surface'
import { github, google, INFO, LIST, openPage, password, SESSION } from './better-auth-page'
import { drop, hangPastTimeout, type Route } from './routes'

const user = {
  id: 'ann',
  name: 'Ann',
  email: 'ann@example.com',
  emailVerified: true,
  image: 'https://img.example/a.png',
}
const bare = { connection: 'github', primary: false, profile: {} }

/** The server's data about the account of a row, by the row's id. */
const infoOf: Route = ({ path }) => {
  const id = new URL(path ?? '', 'http://server').searchParams.get('accountId')
  return { body: { user: { name: `Name of ${id}`, emailVerified: false }, data: {} } }
}

const namesOf = (identities: readonly { profile: { name?: string | undefined } }[]) =>
  identities.map(({ profile }) => profile.name)

describe('the list', () => {
  it('has an identity for each row, in the order of the server', async () => {
    const { client, server } = await openPage({ [LIST]: { body: [github, google] } }, { profiles: 'none' })
    expect(await client.listIdentities()).toEqual({
      userId: 'ann',
      identities: [
        { ...bare, id: 'github|583231', provider: 'github', accountId: '583231' },
        { ...bare, id: 'google|1082', provider: 'google', accountId: '1082', connection: 'google' },
      ],
    })
    expect(server.asked).toEqual([LIST])
  })

  it('T2: is empty only if the session is still the user’s, which an empty response does not show', async () => {
    const { client, server } = await openPage({ [LIST]: { body: [] } })
    expect(await client.listIdentities()).toEqual({ userId: 'ann', identities: [] })
    expect(server.asked).toEqual([LIST, SESSION])
  })

  it.each([
    ['another user', { user: { id: 'bob' }, session: { token: 'canary' } }, 'wrong_user'],
    ['nobody', null, 'unauthorized'],
  ])('T2: is not empty if the session is that of %s by now', async (_whose, body, code) => {
    const { client } = await openPage({ [LIST]: { body: [] }, [SESSION]: { body } })
    const error = await rejection(client.listIdentities())
    expect(error).toMatchObject({ code })
    expect(surface(error)).not.toContain('canary')
  })

  it('T2: is not empty if the session cannot be requested', async () => {
    const { client } = await openPage({ [LIST]: { body: [] }, [SESSION]: drop })
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'network' })
  })

  it('says when each account was linked', async () => {
    const rows = [{ ...github, createdAt: '2026-01-31T11:00:00.000Z' }, google]
    const { client } = await openPage({ [LIST]: { body: rows } }, { profiles: 'none' })
    const { identities } = await client.listIdentities()
    expect(identities.map(({ linkedAt }) => linkedAt)).toEqual(['2026-01-31T11:00:00.000Z', undefined])
  })

  it('is requested with the cookie and nothing else', async () => {
    const inits: (RequestInit | undefined)[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    const { client, server } = await openPage({ [LIST]: { body: [github] }, [INFO]: infoOf }, { fetch })
    await client.listIdentities()
    expect(inits).toMatchObject([{ credentials: 'include' }, { credentials: 'include' }])
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined])
  })

  it('drops all other fields of a row, including tokens and passwords', async () => {
    const secrets = ['accessToken', 'refreshToken', 'idToken', 'password', 'scopes']
    const planted = Object.fromEntries(secrets.map((name) => [name, `canary-${name}`]))
    const info = { user: { name: 'Octocat', ...planted }, data: planted, account: planted, ...planted }
    const { client } = await openPage({
      [LIST]: { body: [{ ...github, ...planted }] },
      [INFO]: { body: info },
    })
    const list = await client.listIdentities()
    expect(namesOf(list.identities)).toEqual(['Octocat'])
    expect(surface([list, client])).not.toContain('canary')
  })

  it.each<[string, unknown]>([
    ['an object', { accounts: [github] }],
    ['text', 'canary'],
    ['nothing', ''],
    ['a row that is null', [github, null]],
    ['a row without its id', [{ ...github, id: undefined }]],
    ['a row without its provider', [{ ...github, providerId: '' }]],
    ['a row without its account', [{ ...github, accountId: undefined }]],
    ['an account that is a number', [{ ...github, accountId: 583231 }]],
    ['a row of nobody', [{ ...github, userId: null }]],
  ])('is never taken for empty, nor in part, when the server sends %s', async (_what, body) => {
    const { client, server } = await openPage({ [LIST]: { body } })
    const error = await rejection(client.listIdentities())
    expect(error).toMatchObject({ name: 'AccountLinkingError', code: 'invalid_response' })
    expect(surface(error)).not.toContain('canary')
    expect(server.asked).toEqual([LIST])
  })

  it.each([
    [{ status: 401, body: { code: 'UNAUTHORIZED' } }, 'unauthorized'],
    [{ status: 500 }, 'server_error'],
    [drop, 'network'],
  ])('fails with the server: %o is %s', async (route, code) => {
    const { client } = await openPage({ [LIST]: route })
    await expect(client.listIdentities()).rejects.toMatchObject({ code })
  })
})

describe('the password', () => {
  it('has the profile of the user', async () => {
    const { client, server } = await openPage({ [LIST]: { body: [password] } }, { user })
    const { identities } = await client.listIdentities()
    const { image: picture, id: _id, ...profile } = user
    expect(identities).toMatchObject([{ id: 'credential|ann', profile: { ...profile, picture } }])
    expect(server.asked).toEqual([LIST])
  })

  it('T1: of another user, who has signed in since, is no list of this user', async () => {
    const row = { ...password, userId: 'bob', accountId: 'bob' }
    const { client } = await openPage({ [LIST]: { body: [row] } }, { user })
    await expect(client.listIdentities()).rejects.toMatchObject({ code: 'wrong_user' })
  })
})

describe('the profile of an account', () => {
  it.each([
    ['https://img.example/a.png', 'https://img.example/a.png'],
    ['http://127.0.0.1:4400/a.svg', 'http://127.0.0.1:4400/a.svg'],
    ['http://img.example/a.png', undefined],
    ['javascript:alert(1)', undefined],
    ['/a.png', undefined],
  ])('has the picture %s as %s', async (image, picture) => {
    const info = { user: { name: 'Octocat', email: 'o@example.com', emailVerified: false, image } }
    const { client } = await openPage({ [LIST]: { body: [github] }, [INFO]: { body: info } })
    const { identities } = await client.listIdentities()
    expect(identities[0]?.profile).toEqual({
      name: 'Octocat',
      email: 'o@example.com',
      emailVerified: false,
      ...(picture && { picture }),
    })
  })

  it.each([
    [{ preferred_username: 'octocat', login: 'other' }, 'octocat'],
    [{ login: 'octocat' }, 'octocat'],
    [{ login: 583231 }, undefined],
    [null, undefined],
  ])('reads the username from %o: %s', async (data, username) => {
    const { client } = await openPage({ [LIST]: { body: [github] }, [INFO]: { body: { user: {}, data } } })
    const { identities } = await client.listIdentities()
    expect(identities[0]?.profile.username).toBe(username)
  })

  it('is requested once across all lists, and for each new row', async () => {
    const rows = [password, github]
    const { client, server } = await openPage({ [LIST]: () => ({ body: rows }), [INFO]: infoOf })
    await Promise.all([client.listIdentities(), client.listIdentities()])
    rows.push(google)
    const { identities } = await client.listIdentities()
    expect(namesOf(identities)).toEqual([undefined, 'Name of row-1', 'Name of row-2'])
    const infos = server.requests.filter((_, at) => server.asked[at] === INFO)
    expect(infos.map(({ path }) => path)).toEqual([
      '/api/auth/account-info?accountId=row-1',
      '/api/auth/account-info?accountId=row-2',
    ])
  })

  it.each<[string, Route]>([
    ['the provider refuses', { status: 401, body: { code: 'FAILED_TO_GET_USER_INFO' } }],
    ['the server fails', { status: 500 }],
    ['the answer is lost', drop],
    ['the answer is text', { body: 'canary' }],
  ])('is passed over where %s, also in the next list', async (_what, route) => {
    const failing: Route = (request, response) => {
      if (!request.path?.endsWith('row-1')) return { body: { user: { name: 'Ann' } } }
      return typeof route === 'function' ? route(request, response) : route
    }
    const { client, server } = await openPage({ [LIST]: { body: [github, google] }, [INFO]: failing })
    for (const { identities } of [await client.listIdentities(), await client.listIdentities()]) {
      expect(identities.map(({ profile }) => profile)).toEqual([{}, { name: 'Ann' }])
    }
    expect(server.asked.filter((name) => name === INFO)).toHaveLength(2)
  })

  it.each([
    ['three seconds', {}, [15_000, 3_000]],
    ['the time of any request, if that is shorter', { timeoutMs: 2_000 }, [2_000, 2_000]],
  ])('keeps the list waiting no longer than %s', async (_what, options, expected) => {
    const { client } = await openPage({ [LIST]: { body: [github] }, [INFO]: hangPastTimeout() }, options)
    const { identities } = await client.listIdentities()
    expect(identities[0]?.profile).toEqual({})
    expect(vi.mocked(AbortSignal.timeout).mock.calls.flat()).toEqual(expected)
  })
})
