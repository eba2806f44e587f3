import { AccountLinkingError, type AccountLinkingErrorCode } from 'react-linked-accounts/core'
import { type ContractSubject, type FakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import type { Bugs } from './bug'

/** Mistakes one result of the callback for another. */
const calling = (outcome: string, code: AccountLinkingErrorCode | null) => {
  return ({ errorCodes }: FakeClient) => ({ errorCodes: { ...errorCodes, [outcome]: code } })
}
const finishingWith = (code: AccountLinkingErrorCode) => ({
  finishLink: () => Promise.reject(new AccountLinkingError(code, 'The link was not completed.')),
})

/** The environment of a client that links in `finishLink`: the provider alone links nothing. */
const linkingInFinish = (_subject: ContractSubject, { backend }: FakeClient): Partial<ContractSubject> => ({
  visit: (url) => backend.visit({ url, account: 'linked-already' }),
  failAfterLink: () => {},
})

export const linkingBugs: Bugs = {
  'link.adds-identity': [
    { bug: 'fails to complete the link', plant: () => finishingWith('rejected') },
    {
      bug: 'never shows it in the list',
      plant: ({ listIdentities }) => {
        const first = listIdentities()
        return { listIdentities: () => first }
      },
    },
    {
      bug: 'links another connection',
      plant: ({ startLink }) => ({
        startLink: (request, transaction) => startLink({ ...request, connection: 'okta' }, transaction),
      }),
    },
    {
      bug: 'links two accounts',
      plant: ({ backend }) => ({
        finishLink: async () => {
          const [first] = backend.identities()
          if (first) backend.add({ ...first, id: 'okta|1', connection: 'okta', primary: false })
        },
      }),
    },
  ],
  'link.choice': [
    {
      bug: 'has no page where the user could choose',
      plant: ({ startLink }) => ({
        startLink: async (request, transaction) => {
          if (request.connection) return startLink(request, transaction)
          throw new AccountLinkingError('rejected', 'The server answered 400.')
        },
      }),
    },
  ],
  'link.cancel': [
    { bug: 'takes it for a success that the list does not show yet', plant: calling('access_denied', null) },
    {
      bug: 'unlinks on the way',
      plant: ({ backend, startLink }) => ({
        startLink: (...args) => {
          backend.remove('github|1815')
          return startLink(...args)
        },
      }),
    },
  ],
  'link.cancelled': [{ bug: 'takes it for a refusal', plant: calling('access_denied', 'denied') }],
  'link.account-of-another-user': [
    {
      bug: 'links it all the same',
      plantIn: ({ visit }, { backend }) => ({
        visit: (url, account) =>
          account === 'someone-elses'
            ? backend.visit({ url, account: 'new', error: 'identity_already_linked' })
            : visit(url, account),
      }),
    },
    {
      bug: 'is refused, where the backend is said to merge users',
      plantIn: () => ({ merges: true }),
    },
  ],
  'link.already-linked': [
    { bug: 'takes it for cancelled', plant: calling('identity_already_linked', 'cancelled') },
    { bug: 'does not know the code of the backend', plant: () => ({ errorCodes: {} }) },
  ],
  'link.reconnect': [
    {
      bug: 'takes it for a failure',
      plant: ({ startLink }) => ({
        startLink: async (request, transaction) => {
          if (!request.reconnect) return startLink(request, transaction)
          throw new AccountLinkingError('already_linked', 'The server answered 422.')
        },
      }),
    },
    {
      bug: 'unlinks it first',
      plant: ({ backend, startLink }) => ({
        startLink: (request, transaction) => {
          if (request.reconnect) backend.remove(request.reconnect.id)
          return startLink(request, transaction)
        },
      }),
    },
  ],
  'link.fails-after-effect': [
    {
      bug: 'takes it for a refusal',
      plant: ({ backend }) => ({
        async finishLink() {
          backend.add(fakeIdentity({ accountId: '583231' }))
          throw new AccountLinkingError('rejected', 'The server answered 500.')
        },
      }),
      plantIn: linkingInFinish,
    },
    {
      bug: 'takes a lost answer in place for a refusal',
      plant: ({ backend }) => ({
        async startLink() {
          backend.add(fakeIdentity({ accountId: '583231' }))
          throw new AccountLinkingError('rejected', 'The SDK failed.')
        },
      }),
      plantIn: () => ({ prepare: () => {}, failAfterLink: () => {} }),
    },
    {
      bug: 'takes it for cancelled, and links nothing',
      plant: () => finishingWith('cancelled'),
      plantIn: linkingInFinish,
    },
  ],
  'link.two-at-once': [
    {
      bug: 'allows one link at a time',
      plant: ({ startLink }) => {
        let isBusy = false
        return {
          startLink: async (...args) => {
            if (isBusy) throw new AccountLinkingError('conflict', 'Another link is in progress.')
            isBusy = true
            return startLink(...args)
          },
        }
      },
    },
  ],
  'link.no-token-stored': [
    {
      bug: 'keeps the token for the way back',
      plant: ({ startLink }) => ({
        startLink: async (...args) => {
          const redirect = await startLink(...args)
          return redirect && { ...redirect, data: { accessToken: 'canary-access-token' } }
        },
      }),
    },
  ],
  'link.other-user': [
    {
      bug: 'sends whatever token there is',
      plant: ({ backend, startLink }) => ({
        startLink: async (...args) => {
          await startLink(...args).catch(() => {})
          const current = backend.switchUser().backend.switchUser()
          return current.startLink(...args)
        },
      }),
    },
  ],
}
