import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/core/json'

describe('parseJson', () => {
  it('returns integers beyond 2^53 as their exact digits', () => {
    expect(parseJson('9007199254740993')).toBe('9007199254740993')
    expect(parseJson('-9007199254740993')).toBe('-9007199254740993')
    expect(parseJson('10152034567890123456789')).toBe('10152034567890123456789')
  })

  it('keeps the largest safe integers as numbers', () => {
    expect(parseJson('[9007199254740991, -9007199254740991, 0, -0]')).toEqual([
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
      0,
      -0,
    ])
  })

  it('finds large integers in objects and nested arrays', () => {
    expect(
      parseJson('{"user_id":12345678901234567890,"list":[1,[-98765432109876543210,{"id":2}]],"next":3}'),
    ).toEqual({
      user_id: '12345678901234567890',
      list: [1, ['-98765432109876543210', { id: 2 }]],
      next: 3,
    })
  })

  it('leaves digits within strings and keys alone', () => {
    const value = {
      '12345678901234567890': 'id 12345678901234567890, then',
      'a":12345678901234567890': '\\',
      quoted: '":12345678901234567890,"',
      'x\\': '[12345678901234567890]',
    }
    expect(parseJson(JSON.stringify(value))).toEqual(value)
  })

  it('reads escapes as JSON does', () => {
    expect(parseJson(String.raw`["\"12345678901234567890\"", "\u00fc\n\\", "\\\\"]`)).toEqual([
      '"12345678901234567890"',
      'ü\n\\',
      '\\\\',
    ])
  })

  it('leaves fractions and exponents as numbers', () => {
    expect(parseJson('[1.5, -0.25, 1e3, 9007199254740993.5, 9007199254740993e2, 1E-400]')).toEqual([
      1.5,
      -0.25,
      1000,
      2 ** 53 + 2,
      900719925474099300,
      0,
    ])
  })

  it.each([
    '',
    ' ',
    '{',
    '<html>9007199254740993</html>',
    'undefined',
    "{'a':1}",
    '[1,]',
    '"open 12345678901234567890',
    '12345678901234567890abc',
    '1 2',
    '01',
    // These must not become valid because of the quotes around large integers.
    '{12345678901234567890: 1}',
    '012345678901234567890',
    '-012345678901234567890',
  ])('refuses %j with a SyntaxError', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  it('reads a long text of escapes quickly', () => {
    const long = '\\"'.repeat(200_000)
    expect(parseJson(`"${long}"`)).toBe('"'.repeat(200_000))
    expect(() => parseJson(`"${long}`)).toThrow(SyntaxError)
  })

  it('returns the value that was written, for 500 generated values', () => {
    const random = generator(20_260_131)
    for (let round = 0; round < 500; round += 1) {
      const { json, value } = generate(random, 3)
      expect(parseJson(json), json).toEqual(value)
    }
  })
})

/** A number below the limit each time; the same sequence for the same seed (mulberry32). */
function generator(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

interface Generated {
  json: string
  value: unknown
}

function generate(random: (limit: number) => number, depth: number): Generated {
  const kind = random(depth > 0 ? 6 : 4)
  if (kind === 0) {
    const digits = Array.from({ length: 1 + random(25) }, () => random(10)).join('')
    const integer = BigInt(`${random(2) ? '-' : ''}${digits}`)
    const exact = BigInt.asIntN(54, integer) === integer && Number.isSafeInteger(Number(integer))
    return { json: String(integer), value: exact ? Number(integer) : String(integer) }
  }
  if (kind === 1) return plain((random(2_000_000) - 1_000_000) / 128)
  if (kind === 2) return plain([null, true, false][random(3)])
  if (kind === 3) return plain(text(random))
  const items = Array.from({ length: random(5) }, () => generate(random, depth - 1))
  if (kind === 4) {
    return { json: `[${items.map(({ json }) => json).join(', ')}]`, value: items.map(({ value }) => value) }
  }
  const entries = items.map((item, index) => ({ key: text(random) + index, ...item }))
  return {
    json: `{${entries.map(({ key, json }) => `${JSON.stringify(key)}: ${json}`).join(',')}}`,
    value: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  }
}

function plain(value: unknown): Generated {
  return { json: JSON.stringify(value), value }
}

function text(random: (limit: number) => number): string {
  const pieces = ['"', '\\', '12345678901234567890', ':', ',', '{', ']', ' ', 'ü', '\n', '-', '😀', 'e9']
  return Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join('')
}
