import { describe, expect, it } from 'vitest'
import { accountLabel, providerName } from '../../src/core/describe'
import { parseUser } from '../../src/core/identity'

describe('providerName', () => {
  it.each([
    ['github', 'GitHub'],
    ['google-oauth2', 'Google'],
    ['google-apps', 'Google Workspace'],
    ['windowslive', 'Microsoft'],
    ['twitter', 'X'],
    ['auth0', 'Password'],
    ['samlp', 'SAML'],
  ])('writes %s as people do: %s', (provider, name) => {
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
  const labelOf = (profileData: object, isSocial = true) => {
    const [identity] = parseUser({
      identities: [{ provider: 'github', user_id: '7', isSocial, profileData }],
    }).identities
    return identity && accountLabel(identity)
  }
  const full = { username: 'octocat', email: 'octo@example.com', nickname: 'octo', name: 'Octo Cat' }

  it('is the handle of a social account', () => {
    expect(labelOf(full)).toBe('@octocat')
  })

  it('is the e-mail address of any other account', () => {
    expect(labelOf(full, false)).toBe('octo@example.com')
  })

  it.each([
    [{ ...full, username: undefined }, 'octo@example.com'],
    [{ ...full, username: undefined, email: undefined }, 'octo'],
    [{ name: 'Octo Cat' }, 'Octo Cat'],
    [{}, '7'],
  ])('falls back from %j to %s', (profile, label) => {
    expect(labelOf(profile)).toBe(label)
  })

  it('tells several identities of one provider apart', () => {
    const { identities } = parseUser({
      identities: [
        { provider: 'github', user_id: '1', isSocial: true, profileData: { username: 'octocat' } },
        { provider: 'github', user_id: '2', isSocial: true, profileData: { username: 'hubot' } },
        { provider: 'github', user_id: '3', isSocial: true },
      ],
    })
    expect(identities.map(accountLabel)).toEqual(['@octocat', '@hubot', '3'])
  })
})
