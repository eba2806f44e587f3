import type { AccountLinkingClient } from '../core/client'
import { configurationError } from '../core/errors'

const FIELDS = ['key', 'userId', 'listIdentities', 'startLink', 'unlink'] as const

/** Throws a `configuration` error that names the first required field that a client lacks. */
export function checkClient(client: Partial<AccountLinkingClient> | null | undefined): void {
  const missing = FIELDS.find((name) => !client?.[name])
  if (!missing) return
  throw configurationError(
    `The client has no \`${missing}\`.`,
    'The kit links and unlinks through it.',
    'Pass what useClassicClient() or another client hook returns.',
  )
}
