import { describe, expect, it } from 'vitest'
import { AccountLinkingError, configurationError, safeText } from '../../src/core/errors'
import { surface } from './surface'

describe('AccountLinkingError', () => {
  it('is an Error that tells what the server said', () => {
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

  it('has no cause, which could quote a request', () => {
    expect(new AccountLinkingError('network', 'Lost.')).not.toHaveProperty('cause')
  })

  it('tells a wrong set-up as what, why and how to mend it', () => {
    expect(configurationError('It is missing.', 'It matters.', 'Give it.')).toMatchObject({
      code: 'configuration',
      message: 'It is missing. It matters. Give it.',
    })
  })
})

describe('safeText', () => {
  it.each([[undefined], [null], [7], [{ text: 'x' }], [['x']], [''], [' \n\t']])(
    'gives nothing for %j',
    (text) => {
      expect(safeText(text)).toBeUndefined()
    },
  )

  it('trims, and caps at 200 characters', () => {
    expect(safeText(`  ${'a'.repeat(300)}  `)).toBe('a'.repeat(200))
  })

  it('takes every occurrence of every secret out', () => {
    expect(safeText('token s3cret, again s3cret, and c0de', ['s3cret', 'c0de'])).toBe(
      'token …, again …, and …',
    )
  })

  it('takes a secret out that stands across the cap', () => {
    const text = safeText(`${'a'.repeat(195)}secret-token`, ['secret-token'])
    expect(text).toBe(`${'a'.repeat(195)}…`)
  })

  it('takes a secret out that begins with another', () => {
    expect(surface(safeText('token abcdef', ['abc', 'abcdef']))).not.toContain('def')
  })

  it('takes a secret out that is quoted as part of an address', () => {
    expect(safeText('bad /authorize?access_token=a%2Bb%2Fc%3D%3D&x=1', ['a+b/c=='])).toBe(
      'bad /authorize?access_token=…&x=1',
    )
  })

  it('leaves a text alone that has no secrets, even if an empty one is given', () => {
    expect(safeText('as it is', [''])).toBe('as it is')
  })
})
