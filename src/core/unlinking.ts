import { AccountLinkingError } from './errors'
import { ensureSafeId, type Identity } from './identity'

/**
 * Sends an unlink to a backend with a primary identity: not for an id that is not known exactly; and a refusal to let
 * the primary go says that it has to stay, whatever code the server has for it.
 */
export async function unlinking<T>(identity: Identity, send: () => Promise<T>): Promise<T> {
  ensureSafeId(identity)
  try {
    return await send()
  } catch (error) {
    const isKept = identity.primary && error instanceof AccountLinkingError && error.code === 'rejected'
    if (isKept) throw new AccountLinkingError('identity_required', error.message, error)
    throw error
  }
}
