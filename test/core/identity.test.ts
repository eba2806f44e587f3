import { describe, expect, it } from 'vitest'
import { parseUser } from '../../src/core/identity'
import { parseJson } from '../../src/core/json'

describe('parseUser', () => {
  it('reads a user from the legacy /userinfo', () => {
    expect(
      parseUser({
        user_id: 'auth0|5f7c8ec7c33c6c004bbafe82',
        email: 'ann@example.com',
        email_verified: true,
        name: 'Ann Example',
        nickname: 'ann',
        picture: 'https://s.gravatar.com/avatar/0a1b?s=480&r=pg',
        created_at: '2020-10-06T15:34:31.000Z',
        identities: [
          {
            connection: 'Username-Password-Authentication',
            provider: 'auth0',
            user_id: '5f7c8ec7c33c6c004bbafe82',
            isSocial: false,
          },
          {
            connection: 'github',
            provider: 'github',
            user_id: 1234567,
            isSocial: true,
            access_token: 'gho_secret',
            profileData: {
              name: 'Octo Cat',
              username: 'octocat',
              nickname: 'octo',
              email: 'octo@example.com',
              email_verified: false,
              picture: 'https://avatars.githubusercontent.com/u/1234567?v=4',
              followers: 12,
            },
          },
        ],
      }),
    ).toEqual({
      userId: 'auth0|5f7c8ec7c33c6c004bbafe82',
      identities: [
        {
          id: 'auth0|5f7c8ec7c33c6c004bbafe82',
          provider: 'auth0',
          accountId: '5f7c8ec7c33c6c004bbafe82',
          connection: 'Username-Password-Authentication',
          primary: true,
          profile: {
            name: 'Ann Example',
            email: 'ann@example.com',
            emailVerified: true,
            nickname: 'ann',
            picture: 'https://s.gravatar.com/avatar/0a1b?s=480&r=pg',
          },
        },
        {
          id: 'github|1234567',
          provider: 'github',
          accountId: '1234567',
          connection: 'github',
          primary: false,
          profile: {
            name: 'Octo Cat',
            email: 'octo@example.com',
            emailVerified: false,
            username: 'octocat',
            nickname: 'octo',
            picture: 'https://avatars.githubusercontent.com/u/1234567?v=4',
          },
        },
      ],
    })
  })

  it('needs only provider and user_id', () => {
    expect(parseUser({ identities: [{ provider: 'sms', user_id: '5f1' }] })).toEqual({
      userId: 'sms|5f1',
      identities: [
        {
          id: 'sms|5f1',
          provider: 'sms',
          accountId: '5f1',
          connection: 'sms',
          primary: true,
          profile: {},
        },
      ],
    })
  })

  it('ignores fields of the wrong type', () => {
    const { identities } = parseUser({
      name: { first: 'Ann' },
      email_verified: 'yes',
      identities: [
        {
          provider: 'github',
          user_id: '1',
          connection: 7,
          isSocial: 'true',
          profileData: { email: ['x'], name: '' },
        },
        { provider: 'github', user_id: '2', profileData: 'octocat' },
      ],
    })
    expect(identities).toMatchObject([
      { connection: 'github', profile: {} },
      { connection: 'github', profile: {} },
    ])
    expect(identities.map(({ profile }) => profile)).toEqual([{}, {}])
  })

  it("keeps the primary's own profile, and completes it from the root", () => {
    const { identities } = parseUser({
      name: 'Root',
      email: 'root@example.com',
      identities: [{ provider: 'github', user_id: '1', profileData: { name: 'Own' } }],
    })
    expect(identities[0]?.profile).toEqual({ name: 'Own', email: 'root@example.com' })
  })

  it('gives the root profile only to the primary', () => {
    const { identities } = parseUser({
      name: 'Root',
      identities: [
        { provider: 'auth0', user_id: '1' },
        { provider: 'github', user_id: '2' },
      ],
    })
    expect(identities[1]?.profile).toEqual({})
  })

  it('puts the identity that the root user_id names first, as the primary', () => {
    const { userId, identities } = parseUser({
      user_id: 'github|2',
      name: 'Root',
      identities: [
        { provider: 'auth0', user_id: '1' },
        { provider: 'github', user_id: '2' },
        { provider: 'sms', user_id: '3' },
      ],
    })
    expect(userId).toBe('github|2')
    expect(identities.map(({ id, primary }) => [id, primary])).toEqual([
      ['github|2', true],
      ['auth0|1', false],
      ['sms|3', false],
    ])
    expect(identities[0]?.profile.name).toBe('Root')
  })

  it('uses the first as the primary if the root user_id names none of them', () => {
    const { userId, identities } = parseUser({
      user_id: 'auth0|gone',
      identities: [
        { provider: 'github', user_id: '1' },
        { provider: 'github', user_id: '2' },
      ],
    })
    expect(userId).toBe('auth0|gone')
    expect(identities.map(({ primary }) => primary)).toEqual([true, false])
  })

  it('uses sub as the user_id if only that is sent', () => {
    expect(parseUser({ sub: 'github|1', identities: [{ provider: 'github', user_id: '1' }] }).userId).toBe(
      'github|1',
    )
  })

  it('accepts a known user without identities', () => {
    expect(parseUser({ user_id: 'auth0|1', identities: [] })).toEqual({ userId: 'auth0|1', identities: [] })
  })

  it('keeps a user id that contains bars', () => {
    const [identity] = parseUser({
      user_id: 'samlp|corp|ann@example.com',
      identities: [{ provider: 'samlp', user_id: 'corp|ann@example.com', connection: 'corp' }],
    }).identities
    expect(identity).toMatchObject({
      id: 'samlp|corp|ann@example.com',
      accountId: 'corp|ann@example.com',
      primary: true,
    })
  })
})

describe('parseUser, numeric ids', () => {
  it('converts a safe integer to its digits', () => {
    const [identity] = parseUser({
      identities: [{ provider: 'github', user_id: 9007199254740991 }],
    }).identities
    expect(identity?.id).toBe('github|9007199254740991')
    expect(identity).not.toHaveProperty('unsafeId')
  })

  it('keeps an integer beyond 2^53 exact when the text was parsed by parseJson', () => {
    const payload = parseJson('{"identities":[{"provider":"facebook","user_id":10152034567890123457}]}')
    const [identity] = parseUser(payload).identities
    expect(identity?.id).toBe('facebook|10152034567890123457')
    expect(identity).not.toHaveProperty('unsafeId')
  })

  it.each([
    ['by JSON.parse', '10152034567890123457'],
    ['by its exponent', '1.0152034567890123457e19'],
  ])('marks an id that was already rounded %s', (_how, digits) => {
    const payload = JSON.parse(`{"identities":[{"provider":"facebook","user_id":${digits}}]}`)
    expect(parseUser(payload).identities[0]?.unsafeId).toBe(true)
  })

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('does not accept %s as an id', (user_id) => {
    expect(() => parseUser({ identities: [{ provider: 'github', user_id }] })).toThrow('has no user_id')
  })
})
