import { describe, expect, it } from 'vitest'
import { readClientOptions, readOrigin, readString } from '../../src/core/options'
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
  ])('refuses %j: the problem, the reason, the fix', (domain) => {
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

describe('the options of every client', () => {
  it.each([
    undefined,
    'https://app.example.com/account',
    'https://app.example.com',
    'https://App.example.com/Account/?tab=%7Elinked&x=a+b',
    'http://localhost:5173/callback',
    '/callback?x=1',
  ])('may have the redirectUri %s', (redirectUri) => {
    expect(readClientOptions({ redirectUri })).toBe(15_000)
  })

  it.each([
    null,
    '',
    7,
    'app.example.com/callback',
    '//app.example.com/callback',
    '/\\app.example.com/callback',
    '/callback#x',
    'https://app.example.com/#',
    'https://app.example.com/#/callback',
    ' https://app.example.com/callback',
    'https://app.example.com/callback\n',
    'javascript:alert(1)',
    'myapp://callback',
    'data:text/html,x',
  ])('are refused with the redirectUri %j: the problem, the reason, the fix', (redirectUri) => {
    expect(thrown(() => readClientOptions({ redirectUri: redirectUri as string }))).toMatchObject({
      code: 'configuration',
      message: threeSentences,
    })
  })

  it('may have a timeout up to the limit of a timer', () => {
    expect(readClientOptions({ timeoutMs: 1 })).toBe(1)
    expect(readClientOptions({ timeoutMs: 2 ** 31 - 1 })).toBe(2 ** 31 - 1)
  })

  it.each([0, -1, 1.5, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY, '15s'])(
    'are refused with the timeout %s',
    (timeoutMs) => {
      expect(thrown(() => readClientOptions({ timeoutMs: timeoutMs as number }))).toMatchObject({
        code: 'configuration',
        message: threeSentences,
      })
    },
  )
})

describe('readString', () => {
  it.each([undefined, null, '', '  ', 7])('refuses %j and names the option', (value) => {
    expect(thrown(() => readString('clientId', value, 'The tenant knows you by it.'))).toMatchObject({
      code: 'configuration',
      message:
        'The option clientId is missing. The tenant knows you by it. Set clientId to a non-empty string.',
    })
  })

  it('accepts text', () => {
    expect(() => readString('clientId', 'abc', 'It matters.')).not.toThrow()
  })
})
