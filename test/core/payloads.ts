import fc from 'fast-check'

/** Any JSON value, often one that a careless server might send. */
export const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', 'auth0|1', '<b>'),
)
const number = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(-0, 1e21, 2 ** 53, 2 ** 64))
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null))
export const anything = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.jsonValue({ maxDepth: 2 }),
  fc.anything({ maxDepth: 1 }),
)
export const mostly = <T>(usual: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: usual }, anything)
export const partly = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: [] })

const profile = {
  name: mostly(text),
  email: mostly(text),
  email_verified: mostly(fc.boolean()),
  username: anything,
  nickname: anything,
  picture: mostly(fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'http://[', 'data:,x'))),
}
const identity = partly({
  provider: mostly(fc.constantFrom('github', 'auth0', 'google-oauth2')),
  user_id: mostly(fc.oneof(fc.constantFrom('1', '2', 1), fc.maxSafeInteger())),
  connection: mostly(text),
  isSocial: mostly(fc.boolean()),
  profileData: mostly(partly(profile)),
  access_token: anything,
})
export const user = partly({
  ...profile,
  user_id: mostly(text),
  sub: anything,
  identities: mostly(fc.array(mostly(identity), { maxLength: 4 })),
})

/** Almost JSON: a document with a piece removed, inserted or duplicated. */
export const nearJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.nat(),
    fc.nat({ max: 4 }),
    fc.oneof(text, fc.constantFrom('"', '\\', '12345678901234567890', '-', '{', ',', '1e999')),
  )
  .map(
    ([json, at, cut, put]) =>
      json.slice(0, at % (json.length + 1)) + put + json.slice((at % (json.length + 1)) + cut),
  )
