import type { LinkResult, LinkStatus } from 'react-linked-accounts/core'
import type { FakeClient } from 'react-linked-accounts/testing'
import type { Bugs } from './bug'

const changingTheResult = (change: (result: LinkResult) => LinkResult) => {
  return ({ finishLink }: FakeClient) => ({
    async finishLink(...args: Parameters<FakeClient['finishLink']>) {
      const result = await finishLink(...args)
      return result && change(result)
    },
  })
}

const calling = (status: LinkStatus, other: LinkStatus) =>
  changingTheResult((result) => (result.status === status ? { ...result, status: other } : result))

export const linkingBugs: Bugs = {
  'stays pending while the page is leaving': [
    {
      bug: 'resolves as soon as it has asked to leave',
      plant: ({ startLink }) => ({
        async startLink(request) {
          void startLink(request)
        },
      }),
    },
  ],
  'links a new identity: the result names it, and the list shows it': [
    {
      bug: 'names the first identity of the list',
      plant: ({ backend, finishLink }) => ({
        async finishLink(...args) {
          const result = await finishLink(...args)
          return result && { ...result, identity: backend.identities()[0] }
        },
      }),
    },
    { bug: 'does not see that something is new', plant: calling('linked', 'unchanged') },
    {
      bug: 'forgets the connection',
      plant: changingTheResult((result) => ({ ...result, connection: null })),
    },
    {
      bug: 'never shows it in the list',
      plant: ({ listIdentities }) => {
        const first = listIdentities()
        return { listIdentities: () => first }
      },
    },
  ],
  'links without a connection, by the choice of the person, or says that it cannot': [
    {
      bug: 'says that it cannot, and leaves',
      plant: ({ capabilities }) => ({ capabilities: { ...capabilities, choice: false } }),
    },
    {
      bug: 'turns no connection into the text undefined',
      plant: ({ startLink }) => ({
        startLink: (request) => startLink({ ...request, connection: String(request.connection) }),
      }),
    },
  ],
  'leaves without asking for a list that it was given': [
    {
      bug: 'always asks',
      plant: ({ startLink }) => ({ startLink: ({ connection }) => startLink({ connection }) }),
    },
  ],
  'calls a link that the person breaks off cancelled, and changes nothing': [
    { bug: 'takes it for a failure', plant: calling('cancelled', 'failed') },
    {
      bug: 'unlinks on the way',
      plant: ({ backend, finishLink }) => ({
        finishLink(...args) {
          backend.remove('github|1815')
          return finishLink(...args)
        },
      }),
    },
  ],
  'does not link an account of another user, and calls it already_linked if it says that it tells': [
    { bug: 'takes it for cancelled', plant: calling('already_linked', 'cancelled') },
    {
      bug: 'names it as linked, where it does not tell',
      plant: (client) => ({
        capabilities: { ...client.capabilities, refusals: [] },
        async finishLink(...args) {
          const result = await client.finishLink(...args)
          return result && { ...result, status: 'linked', identity: client.backend.identities()[0] }
        },
      }),
    },
  ],
  'does not call a return linked when the list cannot be read': [
    { bug: 'trusts the return', plant: calling('unverified', 'linked') },
    {
      bug: 'does not say why',
      plant: changingTheResult(({ error, ...result }) => result),
    },
  ],
  'lets a second link begin before the first has come back': [
    {
      bug: 'remembers one link at a time',
      plant: ({ browser, startLink }) => ({
        startLink(request) {
          const storage = browser.storage()
          while (storage.length > 0) storage.removeItem(storage.key(0) ?? '')
          return startLink(request)
        },
      }),
    },
  ],
}
