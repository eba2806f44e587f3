import { describe, expect, it } from 'vitest'
import { readOrigin, readRedirectUri, readText } from '../../src/core/options'
import { thrown } from './surface'

const threeSentences = expect.stringMatching(/^[^\n]+\. [^\n]+\. [^\n]+\.$/)

describe('readOrigin', () => {
  it.each([
    ['tenant.example.com', 'https://tenant.example.com'],
    ['Tenant.Example.COM', 'https://tenant.example.com'],
    ['https://tenant.example.com', 'https://tenant.example.com'],
    ['https://tenant.example.com/', 'https://tenant.example.com'],
    ['tenant.example.com:8443', 'https://tenant.example.com:8443'],
    ['http://localhost:4400', 'http://localhost:4400'],
    ['http://127.0.0.1:4400/', 'http://127.0.0.1:4400'],
    ['http://[::1]:4400', 'http://[::1]:4400'],
  ])('takes %s for %s', (domain, origin) => {
    expect(readOrigin(domain)).toBe(origin)
  })

  it.each([
    undefined,
    null,
    '',
    ' ',
    7,
    {},
    'https://',
    'https://tenant.example.com/login',
    'https://tenant.example.com?x=1',
    'https://tenant.example.com#x',
    'https://user@tenant.example.com',
    'tenant.example.com/api/v2',
    'tenant.example.com\\@evil.example',
    'tenant.example.com@evil.example',
    ' tenant.example.com',
    'tenant.example.com ',
    '//tenant.example.com',
    'javascript:alert(1)',
    'javascript://tenant.example.com',
    'data:text/html,x',
  ])('refuses %j: what, why, how to mend it', (domain) => {
    expect(thrown(() => readOrigin(domain))).toMatchObject({
      code: 'configuration',
      message: threeSentences,
    })
  })

  it.each([
    'http://tenant.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://192.168.0.1',
    'ftp://tenant.example.com',
    'ws://localhost:4400',
  ])('refuses %s, because tokens would travel in the clear', (domain) => {
    expect(thrown(() => readOrigin(domain))).toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/ is not https\. .+ in the clear\. Use https; .+\.$/),
    })
  })
})

describe('readRedirectUri', () => {
  it.each([
    'https://app.example.com/account',
    'https://app.example.com',
    'https://App.example.com/Account/?tab=%7Elinked&x=a+b',
    'http://localhost:5173/callback',
  ])('gives %s exactly as it is', (redirectUri) => {
    expect(readRedirectUri(redirectUri)).toBe(redirectUri)
  })

  it.each([
    undefined,
    null,
    '',
    7,
    '/callback',
    'app.example.com/callback',
    '//app.example.com/callback',
    'https://app.example.com/#',
    'https://app.example.com/#/callback',
    ' https://app.example.com/callback',
    'https://app.example.com/callback\n',
    'javascript:alert(1)',
    'myapp://callback',
    'data:text/html,x',
  ])('refuses %j: what, why, how to mend it', (redirectUri) => {
    expect(thrown(() => readRedirectUri(redirectUri))).toMatchObject({
      code: 'configuration',
      message: threeSentences,
    })
  })
})

describe('readText', () => {
  it('gives the text', () => {
    expect(readText('clientId', 'abc', 'It matters.')).toBe('abc')
  })

  it.each([undefined, null, '', '  ', 7])('refuses %j and names the option', (value) => {
    expect(thrown(() => readText('clientId', value, 'The tenant knows you by it.'))).toMatchObject({
      code: 'configuration',
      message:
        'The option clientId is missing. The tenant knows you by it. Give clientId as a non-empty string.',
    })
  })
})
