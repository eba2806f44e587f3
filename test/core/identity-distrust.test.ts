import { describe, expect, it } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { parseUser } from '../../src/core/identity'
import { surface, thrown } from './surface'

const user = (identity: object) => ({
  user_id: 'auth0|1',
  identities: [{ provider: 'auth0', user_id: '1' }, identity],
})

describe('parseUser refuses', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'The user is not an object.'],
    ['null', null, 'The user is not an object.'],
    ['an array', [], 'The user is not an object.'],
    ['text', 'auth0|1', 'The user is not an object.'],
    ['a user without identities', { user_id: 'auth0|1' }, 'The user has no identities array.'],
    ['identities that are not an array', { identities: { 0: {} } }, 'The user has no identities array.'],
    [
      'neither a user_id nor an identity',
      { identities: [] },
      'The user has neither a user_id nor an identity.',
    ],
    ['an identity that is null', { identities: [null] }, 'identities[0] is not an object.'],
    ['an identity that is text', user('github|2' as unknown as object), 'identities[1] is not an object.'],
    ['an identity that is an array', user([]), 'identities[1] is not an object.'],
    ['an identity without provider', user({ user_id: '2' }), 'identities[1] has no provider.'],
    ['an empty provider', user({ provider: '', user_id: '2' }), 'identities[1] has no provider.'],
    ['an identity without user_id', user({ provider: 'github' }), 'identities[1] (github) has no user_id.'],
    ['an empty user_id', user({ provider: 'github', user_id: '' }), 'identities[1] (github) has no user_id.'],
    [
      'a user_id that is an object',
      user({ provider: 'github', user_id: {} }),
      'identities[1] (github) has no user_id.',
    ],
  ])('%s, and says where', (_what, payload, problem) => {
    const error = thrown(() => parseUser(payload))
    expect(error).toBeInstanceOf(AccountLinkingError)
    expect(error).toMatchObject({
      code: 'invalid_response',
      message: `The list of identities cannot be read. ${problem}`,
    })
  })
})

describe('parseUser drops', () => {
  const CANARY = 'canary-6f1d'

  const secretive = () => ({
    provider: 'github',
    user_id: '2',
    access_token: CANARY,
    access_token_secret: CANARY,
    refresh_token: CANARY,
    expires_in: CANARY,
    [CANARY]: 1,
    profileData: {
      name: 'Octo',
      access_token: CANARY,
      gravatar_id: CANARY,
      nested: { refresh_token: CANARY },
    },
  })

  it("the providers' tokens and all unknown fields", () => {
    const payload = { ...user(secretive()), app_metadata: { key: CANARY }, last_ip: CANARY, [CANARY]: CANARY }
    expect(surface(parseUser(payload))).not.toContain(CANARY)
  })

  it('the tokens of an identity that it refuses, even in the error', () => {
    const error = thrown(() => parseUser(user({ ...secretive(), user_id: undefined })))
    expect(surface(error)).not.toContain(CANARY)
  })

  it('fields with the names of prototypes, and leaves the prototypes alone', () => {
    const poison = `{"isSocial":true,"email":"${CANARY}","primary":true,"unsafeId":true}`
    const list = parseUser(
      JSON.parse(`{
        "user_id": "auth0|1", "__proto__": ${poison}, "constructor": ${poison},
        "identities": [
          { "provider": "auth0", "user_id": "1", "__proto__": ${poison} },
          { "provider": "__proto__", "user_id": "constructor", "__proto__": ${poison},
            "profileData": { "__proto__": ${poison}, "constructor": ${poison} } }
        ]
      }`),
    )
    expect(surface(list)).not.toContain(CANARY)
    expect(list.identities[1]).toEqual({
      id: '__proto__|constructor',
      provider: '__proto__',
      accountId: 'constructor',
      connection: '__proto__',
      primary: false,
      profile: {},
    })
    expect({}).not.toHaveProperty('email')
  })
})

describe('a picture', () => {
  const pictureOf = (picture: unknown) =>
    parseUser({ identities: [{ provider: 'github', user_id: '1', profileData: { picture } }] }).identities[0]
      ?.profile.picture

  it.each([
    'https://avatars.example.com/u/1?v=4&s=64',
    'http://localhost:4400/ann.png',
    'http://127.0.0.1/ann.png',
    'http://127.8.9.10:81/ann.png',
    'http://[::1]:4400/ann.png',
  ])('is shown from %s', (picture) => {
    expect(pictureOf(picture)).toBe(picture)
  })

  it.each([
    'http://example.com/ann.png',
    'http://localhost.example.com/ann.png',
    'http://127.0.0.1.example.com/ann.png',
    'http://127.evil.example/ann.png',
    'http://192.168.0.1/ann.png',
    'http://localhost@example.com/ann.png',
    'javascript:alert(1)',
    ' \tJaVa\nScRiPt:alert(1)',
    'data:image/png;base64,AAAA',
    'blob:https://app.example.com/1b9a',
    'file:///etc/passwd',
    '/ann.png',
    '//example.com/ann.png',
    'ann.png',
    'https://',
    '',
    7,
    null,
    { href: 'https://example.com' },
  ])('is not shown from %j', (picture) => {
    expect(pictureOf(picture)).toBeUndefined()
  })
})
