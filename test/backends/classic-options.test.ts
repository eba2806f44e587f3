import { describe, expect, it } from 'vitest'
import { type ClassicClientOptions, createClassicClient } from '../../src/backends/classic'
import { thrown } from '../core/surface'

const good: ClassicClientOptions = {
  domain: 'tenant.example.com',
  clientId: 'app',
  redirectUri: 'https://app.example.com/account',
  getAccessToken: () => 't0ken',
}

/** As a page in plain JavaScript may call it. */
const createWith = (options: object) => createClassicClient({ ...good, ...options } as ClassicClientOptions)

describe('the options', () => {
  it.each<[string, object, string]>([
    ['no domain', { domain: undefined }, 'The domain undefined is neither'],
    ['a domain with a path', { domain: 'https://tenant.example.com/login' }, 'neither a host nor an origin'],
    ['a domain in the clear', { domain: 'http://tenant.example.com' }, 'is not https.'],
    ['no clientId', { clientId: undefined }, 'The option clientId is missing.'],
    ['an empty clientId', { clientId: ' ' }, 'The option clientId is missing.'],
    ['no redirectUri', { redirectUri: undefined }, 'The redirectUri undefined is not'],
    ['a relative redirectUri', { redirectUri: '/account' }, 'The redirectUri "/account" is not'],
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
    [
      'an unknown source of identities',
      { identities: 'profile' },
      'The option identities "profile" is unknown.',
    ],
    [
      'management without userId',
      { identities: 'management' },
      'identities: "management" needs the option userId.',
    ],
    ['management with an empty userId', { identities: 'management', userId: '' }, 'needs the option userId.'],
    ['a timeout of no time', { timeoutMs: 0 }, 'The timeoutMs 0 is'],
    ['a timeout in the past', { timeoutMs: -1 }, 'The timeoutMs -1 is'],
    ['an endless timeout', { timeoutMs: Number.POSITIVE_INFINITY }, 'The timeoutMs Infinity is'],
    ['a timeout that is no number', { timeoutMs: '15s' }, 'The timeoutMs 15s is'],
    ['a timeout longer than a timer holds', { timeoutMs: 2 ** 31 }, 'The timeoutMs 2147483648 is'],
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
    expect(() =>
      createWith({
        userId: undefined,
        responseType: undefined,
        scope: undefined,
        unlinkPath: undefined,
        unlinkUserId: undefined,
        unlinkBody: undefined,
        identities: undefined,
        linkStatuses: undefined,
        timeoutMs: undefined,
        browser: undefined,
        fetch: undefined,
      }),
    ).not.toThrow()
  })
})

describe('the key', () => {
  it('tells tenants, applications and people apart', () => {
    expect(createWith({ userId: 'auth0|ann' }).key).toEqual([
      'classic',
      'https://tenant.example.com',
      'app',
      'auth0|ann',
    ])
  })

  it('is the same for two ways to write one tenant', () => {
    expect(createWith({ domain: 'https://Tenant.example.com/' }).key).toEqual(createWith({}).key)
  })

  it('goes without a person that is not known', () => {
    expect(createWith({}).key).toEqual(['classic', 'https://tenant.example.com', 'app'])
  })
})
