import type { Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import { browserOf } from './browser'
import type { Visit, Visits } from './hosted-page'
import { responseUrl } from './link-request'
import type { LinkTransaction, LinkTransactions } from './link-transactions'
import { issueResponse } from './tokens'
import type { ProvenIdentity } from './user'

/** The second part of a link: the user signs in with the identity that is to be linked. */
export function linkVisits(provider: Provider, accounts: Accounts, transactions: LinkTransactions): Visits {
  const finish = async ({ userId, request }: LinkTransaction, identity: ProvenIdentity) => {
    const refuse = (error: string, description: string) =>
      responseUrl(request, { error, error_description: description })

    // With a bad token, some tenants continue with a plain sign-in. It succeeds and links nothing.
    const user = userId === null ? await accounts.signIn(identity) : await accounts.user(userId)
    if (!user) return refuse('unauthorized', 'the user no longer exists')
    if (user.blocked) return refuse('unauthorized', 'user is blocked')
    // The classic API documents no code for this refusal, so this tenant assumes one.
    if (userId !== null && (await accounts.link(userId, identity)) === 'taken') {
      return refuse('identity_already_linked', 'this identity already belongs to another user')
    }
    return responseUrl(request, await issueResponse(provider, user, request))
  }

  const visitOf = async (id: string, transaction: LinkTransaction): Promise<Visit> => {
    const { userId, request } = transaction
    const primary = userId ? (await accounts.user(userId))?.identities[0] : undefined
    const { name, nickname, email } = primary?.profile ?? {}
    const account = [name ?? nickname, email && `(${email})`].filter(Boolean).join(' ')
    const once = async (end: () => string | Promise<string>) =>
      (await transactions.end(id)) ? end() : `/u/link/${id}`

    return {
      title: primary ? 'Link another account' : 'Sign in',
      text: primary
        ? `The identity you sign in with next will be added to the account of ${account}.`
        : 'to continue to your profile page',
      connection: request.connection,
      complete: (identity) => once(() => finish(transaction, identity)),
      fail: (error, description) =>
        once(() => responseUrl(request, { error, error_description: description })),
    }
  }

  return {
    async open(ctx, id) {
      const transaction = await transactions.find(id)
      return transaction?.browser === browserOf(ctx) ? visitOf(id, transaction) : undefined
    },
    async resume(id) {
      const transaction = await transactions.find(id)
      return transaction && visitOf(id, transaction)
    },
  }
}
