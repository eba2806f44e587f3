import { describe, expect, it } from 'vitest'
import { parseUser } from '../../src/core/identity'
import { accountLabel, distinctLabel, providerName } from '../../src/react/describe'

describe('providerName', () => {
  it.each([
    ['github', 'GitHub'],
    ['google-oauth2', 'Google'],
    ['google-apps', 'Google Workspace'],
    ['windowslive', 'Microsoft'],
    ['twitter', 'X'],
    ['auth0', 'Password'],
    ['samlp', 'SAML'],
  ])('writes %s as its users do: %s', (provider, name) => {
    expect(providerName(provider)).toBe(name)
  })

  it.each([
    ['my-corp_sso', 'My corp sso'],
    ['acme', 'Acme'],
    ['--acme--', 'Acme'],
    ['österreich-id', 'Österreich id'],
    ['constructor', 'Constructor'],
    ['toString', 'ToString'],
    ['__proto__', 'Proto'],
  ])('makes the unknown %s readable: %s', (provider, name) => {
    expect(providerName(provider)).toBe(name)
  })

  it('never leaves a provider without a name', () => {
    expect(providerName('--')).toBe('--')
  })
})

describe('accountLabel', () => {
  const labelOf = (profileData: object, provider = 'github') => {
    const [identity] = parseUser({ identities: [{ provider, user_id: '7', profileData }] }).identities
    return identity && accountLabel(identity)
  }
  const full = { username: 'octocat', email: 'octo@example.com', nickname: 'octo', name: 'Octo Cat' }

  it('is the handle of an account that has one', () => {
    expect(labelOf(full)).toBe('@octocat')
  })

  it('is the email address if the username is a login name', () => {
    for (const provider of ['auth0', 'credential', 'samlp', 'sms']) {
      expect(labelOf(full, provider)).toBe('octo@example.com')
    }
  })

  it.each([
    [{ ...full, username: undefined }, 'octo@example.com'],
    [{ ...full, username: undefined, email: undefined }, 'octo'],
    [{ name: 'Octo Cat' }, 'Octo Cat'],
    [{}, '7'],
  ])('falls back from %j to %s', (profile, label) => {
    expect(labelOf(profile)).toBe(label)
  })

  it('distinguishes several identities from the same provider', () => {
    const { identities } = parseUser({
      identities: [
        { provider: 'github', user_id: '1', profileData: { username: 'octocat' } },
        { provider: 'github', user_id: '2', profileData: { username: 'hubot' } },
        { provider: 'github', user_id: '3' },
      ],
    })
    expect(identities.map(accountLabel)).toEqual(['@octocat', '@hubot', '3'])
  })
})

describe('T23: the labels of accounts that look alike', () => {
  const labelsOf = (...identities: object[]) => {
    const list = parseUser({ identities }).identities
    return list.map((identity) => distinctLabel(identity, list))
  }
  const profileData = { email: 'ada@example.com' }

  it('differ by their connection', () => {
    expect(
      labelsOf(
        { provider: 'samlp', connection: 'acme', user_id: '1', profileData },
        { provider: 'samlp', connection: 'initech', user_id: '2', profileData },
      ),
    ).toEqual(['ada@example.com (acme)', 'ada@example.com (initech)'])
  })

  it('differ by their account id if the connection is the same', () => {
    expect(
      labelsOf(
        { provider: 'github', user_id: '1', profileData },
        { provider: 'github', user_id: '2', profileData },
      ),
    ).toEqual(['ada@example.com (1)', 'ada@example.com (2)'])
  })

  it('do not change if the provider names or the labels differ', () => {
    expect(
      labelsOf(
        { provider: 'google-oauth2', user_id: '1', profileData },
        { provider: 'github', user_id: '2', profileData },
        { provider: 'github', user_id: '3', profileData: { username: 'ada' } },
      ),
    ).toEqual(['ada@example.com', 'ada@example.com', '@ada'])
  })

  it('differ if two providers have the same name', () => {
    expect(
      labelsOf(
        { provider: 'google', user_id: '1', profileData },
        { provider: 'google-oauth2', user_id: '2', profileData },
      ),
    ).toEqual(['ada@example.com (google)', 'ada@example.com (google-oauth2)'])
  })
})
