import { type ContractSubject, createFakeClient, type FakeClient } from 'react-linked-accounts/testing'

export function fakeSubject(client: FakeClient = createFakeClient()) {
  const { backend, browser, userId } = client
  const userOf = (user: FakeClient) => ({
    client: user,
    truth: async () => backend.identities(user.userId).map(({ id }) => id),
  })
  return {
    client,
    browser,
    linkable: 'github',
    refused: userId,
    tokens: ['canary-access-token'],
    create: () => ({ ...client }),
    required: () => ({ client, id: userId }),
    visit: (url, account) =>
      backend.visit({ url, account: account === 'again' ? 'linked-already' : account }),
    truth: async () => backend.identities(userId).map(({ id }) => id),
    makeListFail: () => void backend.fail('list', 'server_error'),
    makeStale: () => void backend.fail('unlink', 'step_up_required'),
    failAfterUnlink: () => backend.failNext('unlink', 'server_error', { afterEffect: true }),
    ignoreUnlink: () => backend.ignoreNext('unlink'),
    countRequests: () => Object.values(backend.requests).flat().length,
    switchUser: async () => userOf(backend.switchUser()),
    async switchToEmpty() {
      const user = backend.switchUser()
      for (const { id } of backend.identities()) backend.remove(id)
      return userOf(user)
    },
  } satisfies ContractSubject
}
