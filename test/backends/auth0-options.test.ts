import { type Auth0ClientOptions, createAuth0Client } from 'react-linked-accounts/auth0'
import { describe, expect, it } from 'vitest'
import { thrown } from '../core/surface'

const good: Auth0ClientOptions = {
  domain: 'tenant.example.com',
  clientId: 'app',
  redirectUri: 'https://app.example.com/account',
  userId: 'auth0|ann',
  getAccessToken: () => 't0ken',
}

/** As a page in plain JavaScript may call it. */
const createWith = (options: object) => createAuth0Client({ ...good, ...options } as Auth0ClientOptions)

describe('the options', () => {
  it.each<[string, object, string]>([
    ['no domain', { domain: undefined }, 'The domain undefined is neither'],
    ['a domain with a path', { domain: 'https://tenant.example.com/api' }, 'neither a host nor an origin'],
    ['a domain in the clear', { domain: 'http://tenant.example.com' }, 'is not https.'],
    ['no clientId', { clientId: undefined }, 'The option clientId is missing.'],
    ['a relative redirectUri', { redirectUri: '/account' }, 'The redirectUri "/account" is not'],
    ['no userId', { userId: undefined }, 'The option userId is missing.'],
    ['an empty userId', { userId: ' ' }, 'The option userId is missing.'],
    ['a userId that leads elsewhere', { userId: '..' }, 'The userId ".." is not the id of a user.'],
    ['half a character for userId', { userId: 'auth0|\ud800' }, 'is not the id of a user.'],
    ['no getAccessToken', { getAccessToken: undefined }, 'The option getAccessToken is missing.'],
    ['a token for getAccessToken', { getAccessToken: 'canary' }, 'The option getAccessToken is missing.'],
    ['a timeout of no time', { timeoutMs: 0 }, 'The timeoutMs 0 is'],
    ['a timeout that is no number', { timeoutMs: '15s' }, 'The timeoutMs 15s is'],
  ])('with %s are refused at once: what, why, how to mend it', (_what, options, problem) => {
    const error = thrown(() => createWith(options))
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'configuration',
      message: expect.stringMatching(/^[^\n]+\. [^\n]+\. [^\n]+\.$/),
    })
    expect(error).toMatchObject({ message: expect.stringContaining(problem) })
    expect(String(error)).not.toContain('canary')
  })

  it('may be given as undefined where they are optional', () => {
    const optional = { scope: undefined, linkStatuses: undefined, timeoutMs: undefined }
    expect(() => createWith({ ...optional, browser: undefined, fetch: undefined })).not.toThrow()
  })

  it.each(['auth0|ann', 'samlp|acme|a.b/ü', '...'])('take %j for a userId', (userId) => {
    expect(() => createWith({ userId })).not.toThrow()
  })
})

describe('the key', () => {
  it('tells tenants, applications and people apart', () => {
    expect(createWith({}).key).toEqual(['auth0', 'https://tenant.example.com', 'app', 'auth0|ann'])
  })

  it('is the same for two ways to write one tenant', () => {
    expect(createWith({ domain: 'https://Tenant.example.com/' }).key).toEqual(createWith({}).key)
  })
})
