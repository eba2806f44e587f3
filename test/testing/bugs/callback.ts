import type { Bugs } from './bug'

export const callbackBugs: Bugs = {
  'callback.address': [
    {
      bug: 'does not name a parameter of its callback',
      plantIn: ({ visit }) => ({
        visit: async (url, account) => `${await visit(url, account)}&flow=1`,
      }),
    },
    { bug: 'names a parameter of the page', plant: () => ({ callback: { params: ['view'] } }) },
  ],
  'callback.list-fails': [
    {
      bug: 'takes the last list instead',
      plant: ({ listIdentities, backend, userId }) => ({
        listIdentities: () => listIdentities().catch(() => ({ userId, identities: backend.identities() })),
      }),
    },
  ],
  'callback.other-user': [
    {
      bug: 'has one user for all',
      plantIn: ({ switchUser, client: { userId } }) => ({
        async switchUser() {
          const user = await switchUser?.()
          if (!user) throw new Error('There is no such user.')
          const { listIdentities } = user.client
          const client = { userId, listIdentities: async () => ({ ...(await listIdentities()), userId }) }
          return { ...user, client: { ...user.client, ...client } }
        },
      }),
    },
  ],
}
