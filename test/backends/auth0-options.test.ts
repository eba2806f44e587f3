import { describe, expect, it, vi } from 'vitest'
import { type Auth0ClientOptions, createAuth0Client } from '../../src/backends/auth0'
import { thrown } from '../core/surface'

const good: Auth0ClientOptions = {
  domain: 'tenant.example.com',
  clientId: 'app',
  redirectUri: 'https://app.example.com/account',
  userId: 'auth0|ann',
  getAccessToken: () => 't0ken',
}

/** As a page might call it in plain JavaScript. */
const createWith = (options: object) => createAuth0Client({ ...good, ...options } as Auth0ClientOptions)

describe('the options', () => {
  it.each<[string, object, string]>([
    ['no domain', { domain: undefined }, 'The domain undefined is neither'],
    ['a domain with a path', { domain: 'https://tenant.example.com/api' }, 'neither a host nor an origin'],
    ['a domain in the clear', { domain: 'http://tenant.example.com' }, 'is not https.'],
    ['no clientId', { clientId: undefined }, 'The option clientId is missing.'],
    ['a redirectUri of no page', { redirectUri: 'account' }, 'The redirectUri "account" is neither'],
    ['a managementDomain in the clear', { managementDomain: 'http://tenant.example.com' }, 'is not https.'],
    ['no userId', { userId: undefined }, 'The option userId is missing.'],
    ['an empty userId', { userId: ' ' }, 'The option userId is missing.'],
    ['a userId that leads elsewhere', { userId: '..' }, 'The userId ".." is not the id of a user.'],
    ['half a character for userId', { userId: 'auth0|\ud800' }, 'is not the id of a user.'],
    ['no getAccessToken', { getAccessToken: undefined }, 'The option getAccessToken is missing.'],
    ['a token for getAccessToken', { getAccessToken: 'canary' }, 'The option getAccessToken is missing.'],
    ['a timeout of no time', { timeoutMs: 0 }, 'The timeoutMs 0 is'],
    ['a timeout that is no number', { timeoutMs: '15s' }, 'The timeoutMs 15s is'],
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
    const names = ['redirectUri', 'managementDomain', 'scope', 'authorizationParams', 'confirmLink']
    const optional = [...names, 'errorCodes', 'timeoutMs', 'fetch'].map((name) => [name, undefined])
    expect(() => createWith(Object.fromEntries(optional))).not.toThrow()
  })

  it.each(['auth0|ann', 'samlp|acme|a.b/ü', '...'])('accept %j as a userId', (userId) => {
    expect(() => createWith({ userId })).not.toThrow()
  })
})

describe('the key', () => {
  it('distinguishes tenants and applications, and leaves the user to the kit', () => {
    expect(createWith({}).key).toEqual(['auth0', 'https://tenant.example.com', 'app'])
  })

  it('is the same for two ways to write the same tenant', () => {
    expect(createWith({ domain: 'https://Tenant.example.com/' }).key).toEqual(createWith({}).key)
  })
})

describe('T25: the Management API of a tenant with a custom domain', () => {
  it('is on the canonical domain, and the sign-in is on the custom domain', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () =>
      Response.json({ user_id: 'auth0|ann', identities: [{ provider: 'auth0', user_id: 'ann' }] }),
    )
    const client = createWith({ domain: 'login.example.com', managementDomain: 'tenant.us.auth0.com', fetch })
    await client.listIdentities()
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'https://tenant.us.auth0.com/api/v2/users/auth0%7Cann',
    ])
    const transaction = { state: 's', redirectUri: 'https://a.example', callbackUrl: '', data: {} }
    const redirect = await client.startLink({}, transaction)
    expect(redirect?.url).toMatch(/^https:\/\/login\.example\.com\/authorize\?/)
    expect(client.key).toContain('https://login.example.com')
  })
})
