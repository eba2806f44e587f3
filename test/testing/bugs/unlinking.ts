import { AccountLinkingError, type IdentityList } from 'react-linked-accounts/core'
import type { Bugs } from './bug'

export const unlinkingBugs: Bugs = {
  'unlinks the identity it was given, and no other': [
    {
      bug: 'unlinks the last one',
      plant: ({ backend, unlink }) => ({
        unlink: (identity) => unlink(backend.identities().at(-1) ?? identity),
      }),
    },
    { bug: 'does not ask the backend', plant: () => ({ unlink: async () => {} }) },
  ],
  'lists afresh after an unlink': [
    {
      bug: 'keeps the first list',
      plant: ({ listIdentities }) => {
        let list: Promise<IdentityList> | undefined
        return {
          listIdentities() {
            list ??= listIdentities()
            return list
          },
        }
      },
    },
  ],
  'lets overlapping unlinks each do their own': [
    {
      bug: 'joins whichever unlink is under way',
      plant: ({ unlink }) => {
        let underWay: ReturnType<typeof unlink> | undefined
        return {
          unlink(identity) {
            underWay ??= unlink(identity)
            return underWay
          },
        }
      },
    },
  ],
  'tells the truth about what is left, if it tells it': [
    {
      bug: 'tells what was there before',
      plant: ({ backend, unlink }) => ({
        async unlink(identity) {
          const before = backend.identities().map(({ id }) => id)
          await unlink(identity)
          return before
        },
      }),
    },
  ],
  'answers not_found to the unlink of what is not linked, and changes nothing': [
    {
      bug: 'takes not found for done',
      plant: ({ unlink }) => ({ unlink: (identity) => unlink(identity).catch(() => {}) }),
    },
    {
      bug: 'answers with another code',
      plant: ({ unlink }) => ({
        unlink: (identity) =>
          unlink(identity).catch(() => {
            throw new AccountLinkingError('rejected', 'The server answered 404.')
          }),
      }),
    },
    {
      bug: 'unlinks another identity of the provider',
      plant: ({ backend, unlink }) => ({
        async unlink(identity) {
          const other = backend.identities().find(({ provider }) => provider === identity.provider)
          await unlink(other ?? identity)
          throw new AccountLinkingError('not_found', 'The server answered 404.')
        },
      }),
    },
  ],
  'reports an unlink that the backend refuses, and changes nothing': [
    {
      bug: 'swallows the refusal',
      plant: ({ unlink }) => ({ unlink: (identity) => unlink(identity).catch(() => {}) }),
    },
    {
      bug: 'throws a string',
      plant: ({ unlink }) => ({ unlink: (identity) => unlink(identity).catch(() => Promise.reject('403')) }),
    },
  ],
  'keeps the identity that the person cannot do without, and says so if it says that it tells': [
    {
      bug: 'calls it forbidden',
      plant: ({ unlink }) => ({
        unlink: (identity) =>
          unlink(identity).catch(() => {
            throw new AccountLinkingError('forbidden', 'The server answered 403.')
          }),
      }),
    },
    {
      bug: 'lets it go',
      plant: ({ backend, unlink }) => ({
        async unlink(identity) {
          if (!identity.primary) return unlink(identity)
          backend.remove(identity.id)
          throw new AccountLinkingError('identity_required', 'The server answered 400.')
        },
      }),
    },
  ],
  'says step_up_required where the person has to sign in again first, if it says that it tells': [
    {
      bug: 'calls it unauthorized',
      plant: ({ unlink }) => ({
        unlink: (identity) =>
          unlink(identity).catch(() => {
            throw new AccountLinkingError('unauthorized', 'The server answered 401.')
          }),
      }),
    },
    {
      bug: 'unlinks all the same',
      plant: ({ backend, unlink }) => ({
        async unlink(identity) {
          backend.remove(identity.id)
          await unlink(identity)
        },
      }),
    },
  ],
  'never sends an id that was rounded': [
    {
      bug: 'does not look at unsafeId',
      plant: ({ unlink }) => ({ unlink: ({ unsafeId, ...identity }) => unlink(identity) }),
    },
    {
      bug: 'sends it and complains afterwards',
      plant: ({ unlink }) => ({
        async unlink({ unsafeId, ...identity }) {
          await unlink(identity)
          if (unsafeId) throw new AccountLinkingError('unsafe_id', 'The id was rounded.')
        },
      }),
    },
  ],
  'has no token in its errors': [
    {
      bug: 'quotes the request of a list',
      plant: ({ listIdentities }) => ({
        listIdentities: () =>
          listIdentities().catch(() => {
            throw new AccountLinkingError('server_error', 'GET /userinfo with canary-access-token failed.')
          }),
      }),
    },
    {
      bug: 'hands on the cause of a failed unlink',
      plant: ({ unlink }) => ({
        unlink: (identity) =>
          unlink(identity).catch((error: AccountLinkingError) => {
            const cause = new Error('refused: {"access_token":"canary-access-token"}')
            throw Object.assign(new AccountLinkingError(error.code, error.message), { cause })
          }),
      }),
    },
  ],
}
