import type { Identity } from '../core/identity'
import { providerNames } from '../locales/provider-names'

/** Providers whose usernames are not handles but login names, such as an email address. */
const PASSWORD_PROVIDERS = ['ad', 'auth0', 'credential', 'email', 'password', 'samlp', 'sms']

/** The display name of a provider. An unknown name is made readable: `my-corp_sso` becomes `My corp sso`. */
export function providerName(provider: string): string {
  const known = Object.hasOwn(providerNames, provider) ? providerNames[provider] : undefined
  if (known !== undefined) return known
  const words = provider.replace(/[-_]+/g, ' ').trim() || provider
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What identifies an account to its user: `@octocat`, an email address, a name, the account id. */
export function accountLabel({ id, provider, profile, accountId }: Identity): string {
  const { username, email, nickname, name } = profile
  if (username !== undefined && !PASSWORD_PROVIDERS.includes(provider)) return `@${username}`
  return email ?? username ?? nickname ?? name ?? accountId ?? id
}

/**
 * The label of an account among the user's accounts. Accounts from the same provider that look alike are distinguished by
 * their connection, or else by their account id.
 */
export function distinctLabel(identity: Identity, identities: readonly Identity[]): string {
  const label = accountLabel(identity)
  const alike =
    byLook(identities)
      .get(lookOf(identity))
      ?.filter(({ id }) => id !== identity.id) ?? []
  if (alike.length === 0) return label
  const isOwnConnection = alike.every(({ connection }) => connection !== identity.connection)
  return `${label} (${isOwnConnection ? identity.connection : (identity.accountId ?? identity.id)})`
}

const lookOf = (identity: Identity) => `${providerName(identity.provider)} ${accountLabel(identity)}`

const looks = new WeakMap<readonly Identity[], Map<string, Identity[]>>()

/** Groups identities that look the same to a user. Computed once per list, because every row needs it. */
function byLook(identities: readonly Identity[]): Map<string, Identity[]> {
  const known = looks.get(identities)
  if (known) return known
  const groups = new Map<string, Identity[]>()
  for (const identity of identities) {
    const look = lookOf(identity)
    const group = groups.get(look)
    if (group) group.push(identity)
    else groups.set(look, [identity])
  }
  looks.set(identities, groups)
  return groups
}

/** The email address, if the provider reports it as not verified. */
export function unverifiedEmail({ profile }: Identity): string | undefined {
  return profile.emailVerified === false ? profile.email : undefined
}
