import type { AccountLinkingClient } from '../core/client'
import { configurationError } from '../core/errors'

/** Throws a `configuration` error that names what a client lacks of what every client has. */
export function checkClient(client: AccountLinkingClient): void {
  const { key, userId, listIdentities, startLink, unlink } = Object(client) as Partial<AccountLinkingClient>
  const functions = { listIdentities, startLink, unlink }
  const missing = [
    ...(Array.isArray(key) ? [] : ['key']),
    ...(userId ? [] : ['userId']),
    ...Object.entries(functions).flatMap(([name, value]) => (typeof value === 'function' ? [] : [name])),
  ]
  if (missing.length === 0) return
  throw configurationError(
    `The client has no ${missing.map((name) => `\`${name}\``).join(', ')}.`,
    'Everything is listed, linked and unlinked through it, for the signed-in user.',
    'Once a user is signed in, pass what a hook such as useClassicClient() returns, or a client of your own.',
  )
}
