import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { requestFields } from '../../src/core/options'
import { isSafeUrl, omitEmpty, parseUrl, withQuery } from '../../src/core/url'

describe('parseUrl', () => {
  it.each([
    ['https://app.example/x', undefined, 'https://app.example/x'],
    ['/x', 'https://app.example', 'https://app.example/x'],
  ])('reads %s on %s', (text, base, href) => {
    expect(parseUrl(text, base)?.href).toBe(href)
  })

  it.each([['/x'], [''], ['http://['], ['nonsense']])('returns nothing for %j', (text) => {
    expect(parseUrl(text)).toBeUndefined()
  })
})

describe('isSafeUrl', () => {
  it.each([
    'https://tenant.example',
    'http://localhost:1',
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://[::1]',
  ])('accepts %s', (url) => {
    expect(isSafeUrl(new URL(url))).toBe(true)
  })

  it.each([
    'http://tenant.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'javascript:alert(1)',
    'data:,x',
    'ftp://localhost',
  ])('refuses %s', (url) => {
    expect(isSafeUrl(new URL(url))).toBe(false)
  })
})

describe('withQuery', () => {
  it('appends the fields that have a value, escaped', () => {
    expect(withQuery('https://a.example/x', { a: 'b c&d', empty: '', none: undefined })).toBe(
      'https://a.example/x?a=b+c%26d',
    )
    expect(omitEmpty({ a: '1', b: '', c: undefined })).toEqual({ a: '1' })
  })
})

describe('requestFields', () => {
  it("uses OAuth's parameter names", () => {
    const request = { connection: 'github', scopes: ['repo', 'gist'], prompt: 'consent', loginHint: 'ada' }
    expect(requestFields(request)).toEqual({
      connection: 'github',
      connection_scope: 'repo gist',
      prompt: 'consent',
      login_hint: 'ada',
    })
    expect(Object.keys(requestFields({ connection: '', scopes: [] }))).toEqual([])
  })
})

it('T20: no file in core or backends uses URL.canParse, which older browsers lack', () => {
  const files = ['core', 'backends'].flatMap((folder) => {
    const path = new URL(`../../src/${folder}/`, import.meta.url)
    return readdirSync(path).map((name) => readFileSync(new URL(name, path), 'utf8'))
  })
  expect(files.length).toBeGreaterThan(20)
  // In code: a comment may name it.
  expect(files.filter((text) => text.includes('URL.canParse('))).toEqual([])
})
