import {
  AccountLinkingError,
  type AccountLinkingErrorCode,
  type IdentityList,
} from 'react-linked-accounts/core'
import type { FakeClient } from 'react-linked-accounts/testing'
import type { Bugs } from './bug'

/** Reports every failure of an unlink with one code. */
const failingWith = (code: AccountLinkingErrorCode) => {
  return ({ unlink }: FakeClient) => ({
    unlink: (...args: Parameters<FakeClient['unlink']>) =>
      unlink(...args).catch(() => {
        throw new AccountLinkingError(code, 'The server refused.')
      }),
  })
}

export const unlinkingBugs: Bugs = {
  'unlink.only-that-one': [
    {
      bug: 'unlinks the last one',
      plant: ({ backend, unlink }) => ({
        unlink: (identity, options) => unlink(backend.identities().at(-1) ?? identity, options),
      }),
    },
    { bug: 'does not ask the backend', plant: () => ({ unlink: async () => {} }) },
  ],
  'unlink.list': [
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
  'unlink.overlapping': [
    {
      bug: 'joins whichever unlink is under way',
      plant: ({ unlink }) => {
        let underWay: ReturnType<typeof unlink> | undefined
        return {
          unlink(...args) {
            underWay ??= unlink(...args)
            return underWay
          },
        }
      },
    },
  ],
  'unlink.not-found': [
    {
      bug: 'takes not found for done',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => {}) }),
    },
    {
      bug: 'answers with another code',
      plant: failingWith('rejected'),
    },
    {
      bug: 'unlinks another identity instead',
      plant: ({ backend, unlink }) => ({
        async unlink(identity, options) {
          const isLinked = backend.identities().some(({ id }) => id === identity.id)
          await unlink(isLinked ? identity : (backend.identities().at(-1) ?? identity), options)
          if (!isLinked) throw new AccountLinkingError('not_found', 'The server answered 404.')
        },
      }),
    },
  ],
  'unlink.refused': [
    {
      bug: 'swallows the refusal',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => {}) }),
    },
    { bug: 'calls it a failure of the server', plant: failingWith('server_error') },
    {
      bug: 'throws a string',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => Promise.reject('403')) }),
    },
  ],
  'unlink.required': [
    {
      bug: 'lets it go',
      plant: ({ backend, unlink }) => ({
        async unlink(identity, options) {
          if (!identity.primary) return unlink(identity, options)
          backend.remove(identity.id)
          throw new AccountLinkingError('identity_required', 'The server answered 400.')
        },
      }),
    },
    {
      bug: 'reports success',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => {}) }),
    },
  ],
  'unlink.identity-required': [{ bug: 'calls it forbidden', plant: failingWith('forbidden') }],
  'unlink.step-up-required': [
    { bug: 'calls it unauthorized', plant: failingWith('unauthorized') },
    {
      bug: 'unlinks all the same',
      plant: ({ backend, unlink }) => ({
        async unlink(identity, options) {
          backend.remove(identity.id)
          await unlink(identity, options)
        },
      }),
    },
  ],
  'unlink.fails-after-effect': [
    { bug: 'takes it for a refusal', plant: failingWith('rejected') },
    {
      bug: 'takes it for done',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => {}) }),
    },
    {
      bug: 'sends it again',
      plant: ({ unlink }) => ({ unlink: (...args) => unlink(...args).catch(() => unlink(...args)) }),
    },
  ],
  'unlink.without-effect': [
    {
      bug: 'takes success for proof',
      plant: ({ listIdentities, unlink }) => {
        const gone = new Set<string>()
        return {
          async unlink(identity, options) {
            await unlink(identity, options)
            gone.add(identity.id)
          },
          async listIdentities() {
            const list = await listIdentities()
            return { ...list, identities: list.identities.filter(({ id }) => !gone.has(id)) }
          },
        }
      },
    },
  ],
  'unlink.one-request': [
    {
      bug: 'asks for the list first',
      plant: ({ listIdentities, unlink }) => ({
        async unlink(...args) {
          await listIdentities()
          await unlink(...args)
        },
      }),
    },
    {
      bug: 'does nothing while the page leaves',
      plant: ({ unlink }) => ({
        unlink: async (identity, options) => {
          if (!options.keepalive) await unlink(identity, options)
        },
      }),
    },
  ],
  'unlink.other-user': [
    {
      bug: 'unlinks by position',
      plant: ({ backend }) => {
        const listed = backend.identities()
        return {
          async unlink(identity) {
            const position = listed.findIndex(({ id }) => id === identity.id)
            const current = backend.identities()
            backend.remove((current[position] ?? current.at(-1))?.id ?? '')
          },
        }
      },
    },
  ],
}
