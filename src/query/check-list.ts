import { INVISIBLE, invalidListError } from '../core/errors'
import type { Identity, IdentityList, IdentityProfile } from '../core/identity'

const TEXT = 'string or undefined'
const PROFILE = { name: TEXT, email: TEXT, username: TEXT, nickname: TEXT, picture: TEXT }
const IDENTITY = {
  id: 'string',
  provider: 'string',
  connection: 'string',
  primary: 'boolean',
  profile: 'object',
}
/** Text that consists only of invisible characters, such as joiners and fillers. */
const BLANK = /^[\s\p{DI}]*$/u

/**
 * Validates the list that a client returned, because your own client may not use the kit's parsers. Throws
 * `invalid_response` with the name of the first field that has the wrong type. Invalid dates are dropped. Invisible
 * characters, and characters that reorder the surrounding text, are removed from names; names that are then empty are dropped.
 */
export function checkList(list: IdentityList): IdentityList {
  check(list, { userId: 'string', identities: 'array' })
  const identities = list.identities.map((identity, index) =>
    checkIdentity(identity, `identities[${index}].`),
  )
  if (new Set(identities.map(({ id }) => id)).size < identities.length) {
    throw invalidListError('Two identities have the same `id`.')
  }
  return { ...list, identities }
}

function checkIdentity(identity: Identity, at: string): Identity {
  check(identity, IDENTITY, at)
  check(identity, { accountId: TEXT }, at)
  check(identity.profile, { ...PROFILE, emailVerified: 'boolean or undefined' }, `${at}profile.`)
  const isDate = typeof identity.linkedAt === 'string' && Number.isFinite(Date.parse(identity.linkedAt))
  const linkedAt = isDate ? identity.linkedAt : undefined
  return withoutAbsent({ ...identity, linkedAt, profile: withoutAbsent(clean(identity.profile)) })
}

function clean(profile: IdentityProfile): IdentityProfile {
  const texts = Object.keys(PROFILE).map((name) => {
    const text = profile[name as keyof typeof PROFILE]?.replace(INVISIBLE, '').trim()
    return [name, BLANK.test(text ?? '') ? undefined : text]
  })
  return { ...profile, ...Object.fromEntries(texts) }
}

function withoutAbsent<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => (value ?? undefined) !== undefined),
  ) as Fields
}

function check(value: unknown, types: Readonly<Record<string, string>>, at = ''): void {
  for (const [name, expected] of Object.entries(types)) {
    const field: unknown = Object(value)[name] ?? undefined
    const type = Array.isArray(field) ? 'array' : typeof field
    if (!expected.includes(type)) throw invalidListError(`\`${at}${name}\` is ${type}, not ${expected}.`)
  }
}
