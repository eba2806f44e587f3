import { describe, expect, it, vi } from 'vitest'
import { type BetterAuthClientOptions, createBetterAuthClient } from '../../src/backends/better-auth'
import { thrown } from '../core/surface'

const good: BetterAuthClientOptions = {
  redirectUri: 'https://app.example.com/account',
  user: { id: 'ann' },
}

/** As a page might call it in plain JavaScript. */
const createWith = (options: object) =>
  createBetterAuthClient({ ...good, ...options } as BetterAuthClientOptions)

describe('the options', () => {
  it.each<[string, object, string]>([
    ['an empty baseURL', { baseURL: '' }, 'The baseURL "" is neither a host nor an origin.'],
    [
      'a baseURL in the clear',
      { baseURL: 'http://api.example.com' },
      'The baseURL "http://api.example.com" is not https.',
    ],
    [
      'a baseURL with a path',
      { baseURL: 'https://api.example.com/api/auth' },
      'is neither a host nor an origin.',
    ],
    ['a baseURL that is no text', { baseURL: null }, 'The baseURL null is neither a host nor an origin.'],
    ['a basePath without slash', { basePath: 'auth' }, 'The basePath "auth" is not a path.'],
    ['a basePath with a slash at its end', { basePath: '/auth/' }, 'The basePath "/auth/" is not a path.'],
    ['a basePath elsewhere', { basePath: '//evil.example' }, 'The basePath "//evil.example" is not a path.'],
    ['a basePath with a query', { basePath: '/auth?x' }, 'The basePath "/auth?x" is not a path.'],
    ['a basePath that is no text', { basePath: null }, 'The basePath null is not a path.'],
    ['a redirectUri of no page', { redirectUri: 'account' }, 'The redirectUri "account" is neither'],
    ['no user', { user: undefined }, 'The option user.id is missing.'],
    ['a user that is null', { user: null }, 'The option user.id is missing.'],
    ['a user without id', { user: { email: 'canary' } }, 'The option user.id is missing.'],
    ['an unknown source of profiles', { profiles: 'all' }, 'The profiles "all" is unknown.'],
    ['a timeout of no time', { timeoutMs: 0 }, 'The timeoutMs 0 is'],
    ['an endless timeout', { timeoutMs: Number.POSITIVE_INFINITY }, 'The timeoutMs Infinity is'],
  ])('with %s are refused at once: the problem, the reason, the fix', (_what, options, problem) => {
    const error = thrown(() => createWith(options))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'configuration',
      message: expect.stringMatching(/^[^\n]+\. [^\n]+\. [^\n]+\.$/),
    })
    expect(error).toMatchObject({ message: expect.stringContaining(problem) })
    expect(String(error)).not.toContain('canary')
  })

  it('may be undefined if they are optional', () => {
    const server = { baseURL: undefined, basePath: undefined, profiles: undefined }
    const page = { errorCodes: undefined, timeoutMs: undefined, redirectUri: undefined, fetch: undefined }
    expect(() => createWith({ ...server, ...page })).not.toThrow()
  })

  it.each([
    ['the page itself', {}, '/api/auth/list-accounts'],
    ['another path', { basePath: '/v2/auth' }, '/v2/auth/list-accounts'],
    ['an origin', { baseURL: 'https://api.example.com' }, 'https://api.example.com/api/auth/list-accounts'],
    ['a slash', { baseURL: 'https://api.example.com/' }, 'https://api.example.com/api/auth/list-accounts'],
    ['a bare host', { baseURL: 'api.example.com' }, 'https://api.example.com/api/auth/list-accounts'],
    ['this machine', { baseURL: 'http://localhost:3000' }, 'http://localhost:3000/api/auth/list-accounts'],
  ])('name the server: %s', async (_what, options, url) => {
    const row = { id: 'row-0', providerId: 'credential', accountId: 'ann', userId: 'ann' }
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json([row]))
    await createWith({ ...options, fetch }).listIdentities()
    expect(fetch.mock.calls.map(([address]) => address)).toEqual([url])
  })
})

describe('the key', () => {
  it('distinguishes servers, and leaves the user to the kit', () => {
    const options = { baseURL: 'https://api.example.com', user: { id: 'bob' } }
    expect(createWith(options).key).toEqual(['better-auth', 'https://api.example.com/api/auth'])
    expect(createWith({}).key).toEqual(['better-auth', '/api/auth'])
  })

  it('is the same for two ways to write the same server', () => {
    const keys = ['API.example.com', 'https://api.example.com/'].map((baseURL) => createWith({ baseURL }).key)
    expect(keys[0]).toEqual(keys[1])
  })
})
