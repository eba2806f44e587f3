import { AccountLinkingError } from 'react-linked-accounts/core'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import type { Bugs } from './bug'

export const shapeBugs: Bugs = {
  'client.plain-object': [
    {
      bug: 'is an instance of a class',
      plantIn: (_subject, client) => {
        class Client {}
        return { client: Object.assign(new Client(), client) }
      },
    },
    {
      bug: 'uses `this`',
      plant: ({ unlink }) => ({
        async unlink(this: FakeClient | undefined, identity, options) {
          if (!this) throw new AccountLinkingError('rejected', 'There is no client.')
          return unlink(identity, options)
        },
      }),
    },
  ],
  'client.without-page': [
    {
      bug: 'reads the address of the page',
      plantIn: (_subject, client) => ({
        create: () => ({ ...client, redirectUri: globalThis.location.href }),
      }),
    },
    {
      bug: 'has a key of its own each time',
      plantIn: () => ({ create: () => createFakeClient() }),
    },
  ],
  'client.key': [
    { bug: 'has the token in the key', plant: () => ({ key: ['mine', 'canary-access-token'] }) },
    { bug: 'has the user in the key', plant: ({ userId }) => ({ key: ['mine', userId] }) },
    { bug: 'has an empty key', plant: () => ({ key: [] }) },
    { bug: 'has no user', plant: () => ({ userId: '' }) },
    {
      bug: 'adds to its key',
      plant: ({ listIdentities }) => {
        const key = ['mine']
        return {
          key,
          async listIdentities() {
            const list = await listIdentities()
            key.push(list.userId)
            return list
          },
        }
      },
    },
  ],
  'errors.no-token': [
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
      bug: 'passes on the cause of a failed unlink',
      plant: ({ unlink }) => ({
        unlink: (...args) =>
          unlink(...args).catch((error: AccountLinkingError) => {
            const cause = new Error('refused: {"access_token":"canary-access-token"}')
            throw Object.assign(new AccountLinkingError(error.code, error.message), { cause })
          }),
      }),
    },
  ],
}
