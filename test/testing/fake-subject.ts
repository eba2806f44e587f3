import { type ContractSubject, createFakeClient, type FakeClient } from 'react-linked-accounts/testing'

export function fakeSubject(client: FakeClient = createFakeClient()) {
  const { backend, browser } = client
  return {
    client,
    linkable: 'github',
    page: browser,
    refused: 'auth0|6615f0c2a1b2c3d4e5f60718',
    required: () => ({ client, id: backend.identities()[0]?.id ?? '' }),
    makeStale: () => void backend.fail('unlink', 'step_up_required'),
    tokens: ['canary-access-token'],
    visit: (account) => backend.visit({ account }),
    truth: async () => backend.identities().map(({ id }) => id),
    makeListFail: () => void backend.fail('list', 'server_error'),
    switchUser: async () => {
      backend.switchUser()
      return client
    },
  } satisfies ContractSubject
}
