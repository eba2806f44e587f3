import { AccountLinkingError } from '../core/errors'
import { type Identity, type IdentityList, type IdentityProfile, isRecord } from '../core/identity'

const TEXTS = ['name', 'email', 'username', 'nickname', 'picture'] as const

/**
 * The list that a client returned, if it has the shape of one. Throws `invalid_response` with the name of the first
 * field that is not as its type says: clients of one's own have no parser of the kit's. A date that cannot be read is
 * dropped, and so is what is `null` or blank in a profile.
 */
export function checkList(list: IdentityList): IdentityList {
  ensure(isRecord(list), 'The list is not an object.')
  ensure(typeof list.userId === 'string', '`userId` is not a string.')
  ensure(Array.isArray(list.identities), '`identities` is not an array.')
  const ids = new Set<string>()
  const identities = Array.from(list.identities, (identity, index) => {
    const at = `identities[${index}]`
    const checked = checkIdentity(identity, at)
    ensure(!ids.has(checked.id), `\`${at}.id\` is that of another identity.`)
    ids.add(checked.id)
    return checked
  })
  return { ...list, identities }
}

function checkIdentity(identity: Identity, at: string): Identity {
  ensure(isRecord(identity), `\`${at}\` is not an object.`)
  for (const name of ['id', 'provider', 'connection'] as const) {
    const value: unknown = identity[name]
    ensure(typeof value === 'string' && value !== '', `\`${at}.${name}\` is not a non-empty string.`)
  }
  const { accountId, linkedAt } = identity
  ensure(typeof identity.primary === 'boolean', `\`${at}.primary\` is not a boolean.`)
  ensure(typeof (accountId ?? '') === 'string', `\`${at}.accountId\` is not a string.`)
  const isDate = typeof linkedAt === 'string' && Number.isFinite(Date.parse(linkedAt))
  const profile = checkProfile(identity.profile, `${at}.profile`)
  return withoutAbsent({ ...identity, linkedAt: isDate ? linkedAt : undefined, profile })
}

function checkProfile(profile: IdentityProfile, at: string): IdentityProfile {
  ensure(isRecord(profile), `\`${at}\` is not an object.`)
  ensure(typeof (profile.emailVerified ?? true) === 'boolean', `\`${at}.emailVerified\` is not a boolean.`)
  const texts = TEXTS.map((name) => {
    const text: unknown = profile[name] ?? ''
    ensure(typeof text === 'string', `\`${at}.${name}\` is not a string.`)
    return [name, text || undefined]
  })
  return withoutAbsent({ ...profile, ...Object.fromEntries(texts) })
}

function withoutAbsent<Fields extends object>(fields: Fields): Fields {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(present) as Fields
}

function ensure(isValid: boolean, problem: string): asserts isValid {
  if (isValid) return
  const message = `listIdentities() returned a list that cannot be used. ${problem}`
  throw new AccountLinkingError('invalid_response', message)
}
