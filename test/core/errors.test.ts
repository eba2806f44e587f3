import { describe, expect, it } from 'vitest'
import {
  AccountLinkingError,
  asLinkingError,
  configurationError,
  isAmbiguous,
  safeText,
} from '../../src/core/errors'
import { surface } from './surface'

describe('AccountLinkingError', () => {
  it("is an Error with the server's message", () => {
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', {
      status: 429,
      retryAfter: 30,
      serverCode: 'too_many_requests',
      description: 'Slow down.',
    })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'AccountLinkingError',
      code: 'rate_limited',
      message: 'The server answered 429.',
      status: 429,
      retryAfter: 30,
      serverCode: 'too_many_requests',
      description: 'Slow down.',
    })
  })

  it('has the time when it happened, and whether nothing was sent', () => {
    const before = Date.now()
    const error = new AccountLinkingError('rate_limited', 'Wait.')
    expect(error.occurredAt).toBeGreaterThanOrEqual(before)
    expect(error.unsent).toBe(false)
    expect(configurationError('It is missing.', 'It matters.', 'Set it.').unsent).toBe(true)
  })

  it.each([
    [30, 30],
    [3_600, 3_600],
    [999_999_999, 3_600],
    [Number.POSITIVE_INFINITY, 3_600],
    [undefined, undefined],
  ])('asks to wait an hour at most: %s s are %s s', (asked, retryAfter) => {
    expect(new AccountLinkingError('rate_limited', 'Wait.', { retryAfter: asked }).retryAfter).toBe(
      retryAfter,
    )
  })

  it('includes its message in JSON, for a log', () => {
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { status: 429 })
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'rate_limited',
      message: 'The server answered 429.',
      status: 429,
    })
  })

  it('has no cause, which could quote a request', () => {
    expect(new AccountLinkingError('network', 'Lost.')).not.toHaveProperty('cause')
  })

  it('describes a wrong setup with the problem, the reason and the fix', () => {
    expect(configurationError('It is missing.', 'It matters.', 'Set it.')).toMatchObject({
      code: 'configuration',
      message: 'It is missing. It matters. Set it.',
    })
  })
})

describe('safeText', () => {
  it.each([[undefined], [null], [7], [{ text: 'x' }], [['x']], [''], [' \n\t']])(
    'returns nothing for %j',
    (text) => {
      expect(safeText(text)).toBeUndefined()
    },
  )

  it('trims, and truncates to 200 characters', () => {
    expect(safeText(`  ${'a'.repeat(300)}  `)).toBe('a'.repeat(200))
  })

  it.each([
    ['\u202eevil\u2069 words\u200f', 'evil words'],
    ['\u200bnot\ufeff seen', 'not seen'],
    ['\u200b \ufeff', undefined],
    ['می\u200cخواهم 👩\u200d🚀', 'می\u200cخواهم 👩\u200d🚀'],
  ])('takes out what reorders text, or is not seen: %j', (text, expected) => {
    expect(safeText(text)).toBe(expected)
  })

  it('removes a secret that contains invisible characters', () => {
    expect(surface(safeText('token s3c\u200bret', ['s3cret']))).toBe("'token …'")
  })

  it('removes every occurrence of every secret', () => {
    expect(safeText('token s3cret, again s3cret, and c0de', ['s3cret', 'c0de'])).toBe(
      'token …, again …, and …',
    )
  })

  it('removes a secret that crosses the length limit', () => {
    const text = safeText(`${'a'.repeat(195)}secret-token`, ['secret-token'])
    expect(text).toBe(`${'a'.repeat(195)}…`)
  })

  it('removes a secret that starts with another one', () => {
    expect(surface(safeText('token abcdef', ['abc', 'abcdef']))).not.toContain('def')
  })

  it('removes a secret that is quoted as part of a URL', () => {
    expect(safeText('bad /authorize?access_token=a%2Bb%2Fc%3D%3D&x=1', ['a+b/c=='])).toBe(
      'bad /authorize?access_token=…&x=1',
    )
  })

  it('does not change a text without secrets, even if an empty secret is passed', () => {
    expect(safeText('as it is', [''])).toBe('as it is')
  })
})

describe('T18: safeText, without knowing the secrets', () => {
  it.each([
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlMQ',
    'gho_16C7e42F292c6912E7710c838347Ae178B4a',
    'c2VjcmV0LXNlY3JldC1zZWNyZXQ0Mg==',
    'ya29.a0AfH6SMBx',
  ])('takes %s out, as a token looks like that', (token) => {
    const padded = token.padEnd(20, '7')
    expect(safeText(`The token "${padded}" is not valid.`)).toBe('The token "…" is not valid.')
  })

  it.each([
    'account_already_linked_to_different_user',
    'The account ada@example.com is linked to user 12345678 since 2024-01-31.',
    'See https://example.com/help for more.',
  ])('leaves words alone: %s', (text) => {
    expect(safeText(text)).toBe(text)
  })
})

describe('asLinkingError', () => {
  it('returns an error of the kit, and reports only the name of any other error', () => {
    const own = new AccountLinkingError('denied', 'No.')
    expect(asLinkingError(own, 'startLink()')).toBe(own)
    const foreign = asLinkingError(new RangeError('canary'), 'startLink()')
    expect(foreign).toMatchObject({
      code: 'invalid_response',
      message: 'startLink() failed with RangeError.',
    })
    expect(surface(foreign)).not.toContain('canary')
  })
})

describe('isAmbiguous', () => {
  it.each(['network', 'offline', 'timeout', 'server_error'] as const)(
    'T7: says that after %s only the list can tell, unless nothing was sent',
    (code) => {
      expect(isAmbiguous(new AccountLinkingError(code, 'Lost.'))).toBe(true)
      expect(isAmbiguous(new AccountLinkingError(code, 'Lost.', { unsent: true }))).toBe(false)
    },
  )

  it.each(['rejected', 'forbidden', 'not_found', 'rate_limited', 'wrong_user'] as const)(
    'takes %s as an answer',
    (code) => {
      expect(isAmbiguous(new AccountLinkingError(code, 'No.'))).toBe(false)
    },
  )
})
