import type { Accounts } from './accounts'
import { now } from './database'
import type { Refusal } from './refusal'
import type { TokenHolder } from './tokens'
import type { StoredIdentity } from './user'

/** Takes an identity away from the user who asks for it, or says why not. */
export type RemoveIdentity = (
  holder: TokenHolder,
  identity: StoredIdentity | undefined,
) => Promise<Refusal | undefined>

/** What every way to unlink has in common. With `maxAge`, in seconds, the person has to have signed in lately. */
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
    // Last, so that nobody signs in again only to hear that it was in vain.
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
