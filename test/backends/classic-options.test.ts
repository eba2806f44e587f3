import { describe, expect, it } from 'vitest'
import { type ClassicClientOptions, createClassicClient } from '../../src/backends/classic'
import { thrown } from '../core/surface'

const good: ClassicClientOptions = {
  domain: 'tenant.example.com',
  clientId: 'app',
  userId: 'auth0|ann',
  redirectUri: 'https://app.example.com/account',
  getAccessToken: () => 't0ken',
}

/** As a page might call it in plain JavaScript. */
const createWith = (options: object) => createClassicClient({ ...good, ...options } as ClassicClientOptions)

describe('the options', () => {
  it.each<[string, object, string]>([
    ['no domain', { domain: undefined }, 'The domain undefined is neither'],
    ['a domain with a path', { domain: 'https://tenant.example.com/login' }, 'neither a host nor an origin'],
    ['a domain in the clear', { domain: 'http://tenant.example.com' }, 'is not https.'],
    ['no clientId', { clientId: undefined }, 'The option clientId is missing.'],
    ['an empty clientId', { clientId: ' ' }, 'The option clientId is missing.'],
    ['no userId', { userId: undefined }, 'The option userId is missing.'],
    ['an empty userId', { userId: ' ' }, 'The option userId is missing.'],
    ['a redirectUri of no page', { redirectUri: 'account' }, 'The redirectUri "account" is neither'],
    ['an unknown authorizeMethod', { authorizeMethod: 'put' }, 'The authorizeMethod "put" is unknown.'],
    ['no getAccessToken', { getAccessToken: undefined }, 'The option getAccessToken is missing.'],
    ['a token for getAccessToken', { getAccessToken: 'canary' }, 'The option getAccessToken is missing.'],
    ['an unknown responseType', { responseType: 'id_token' }, 'The responseType "id_token" is unknown.'],
    ['an unlinkPath without slash', { unlinkPath: 'unlink' }, 'The unlinkPath "unlink" does not begin'],
    [
      'an unlinkPath elsewhere',
      { unlinkPath: 'https://evil.example/' },
      'The unlinkPath "https://evil.example/"',
    ],
    [
      'an unlinkPath that extends the host',
      { unlinkPath: '.evil.example/' },
      'The unlinkPath ".evil.example/"',
    ],
    ['an unlinkPath that is no text', { unlinkPath: null }, 'The unlinkPath null does not begin'],
    ['an unknown source of identities', { identities: 'profile' }, 'The identities "profile" is unknown.'],
    ['a timeout of no time', { timeoutMs: 0 }, 'The timeoutMs 0 is'],
    ['a timeout in the past', { timeoutMs: -1 }, 'The timeoutMs -1 is'],
    ['an endless timeout', { timeoutMs: Number.POSITIVE_INFINITY }, 'The timeoutMs Infinity is'],
    ['a timeout that is no number', { timeoutMs: '15s' }, 'The timeoutMs 15s is'],
    ['a timeout longer than a timer holds', { timeoutMs: 2 ** 31 }, 'The timeoutMs 2147483648 is'],
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
    expect(() =>
      createWith({
        redirectUri: undefined,
        authorizeMethod: undefined,
        responseType: undefined,
        scope: undefined,
        unlinkPath: undefined,
        unlinkUserId: undefined,
        unlinkBody: undefined,
        identities: undefined,
        errorCodes: undefined,
        timeoutMs: undefined,
        fetch: undefined,
      }),
    ).not.toThrow()
  })
})

describe('the key', () => {
  it('distinguishes tenants and applications, and leaves the user to the kit', () => {
    expect(createWith({}).key).toEqual(['classic', 'https://tenant.example.com', 'app'])
    expect(createWith({}).userId).toBe('auth0|ann')
  })

  it('is the same for two ways to write the same tenant', () => {
    expect(createWith({ domain: 'https://Tenant.example.com/' }).key).toEqual(createWith({}).key)
  })
})

it('a client can be created on a server, with a path as the redirect URI', () => {
  expect(createWith({ redirectUri: '/account' }).redirectUri).toBe('/account')
  expect(createWith({ redirectUri: undefined }).redirectUri).toBeUndefined()
})
