import type { Accounts } from './accounts'
import { now } from './database'
import type { Refusal } from './refusal'
import type { TokenHolder } from './tokens'
import type { StoredIdentity } from './user'

/** Removes an identity from the user who requests it, or returns the reason for a refusal. */
export type RemoveIdentity = (
  holder: TokenHolder,
  identity: StoredIdentity | undefined,
) => Promise<Refusal | undefined>

/** The removal that both APIs use. With `maxAge`, in seconds, the user must have signed in recently. */
export function identityRemoval(accounts: Accounts, maxAge: number | undefined): RemoveIdentity {
  return async (holder, identity) => {
    const { user } = holder
    if (!identity) {
      return { statusCode: 404, code: 'identity_not_found', message: 'the user has no such identity' }
    }
    if (identity === user.identities[0]) {
      return {
        statusCode: 400,
        code: 'main_identity',
        message: 'the main identity of a user cannot be unlinked',
      }
    }
    const { allowUnlink, label } = identity.connection
    if (!allowUnlink) {
      return {
        statusCode: 403,
        code: 'unlink_not_allowed',
        message: `${label} does not allow its identities to be unlinked`,
      }
    }
    // This check is the last, so that the user never signs in again and is then refused for another reason.
    if (maxAge !== undefined && now() - holder.signedInAt > maxAge) {
      return {
        statusCode: 401,
        code: 'insufficient_user_authentication',
        message: `the last sign-in is more than ${maxAge} seconds ago; sign in again`,
        maxAge,
      }
    }
    await accounts.unlink(user.userId, identity)
    return undefined
  }
}
