import type { Adapter, AdapterSession, AdapterUser } from '@auth/core/adapters'
import type { Directory } from '../common/directory'

/** Storage for Auth.js, based on the test's users. Only what its flows need. */
export function createAdapter(directory: Directory) {
  const sessions = new Map<string, AdapterSession>()
  const toUser = (user: { id: string } | undefined): AdapterUser | null =>
    user ? { id: user.id, email: `${user.id}@app.test`, emailVerified: null } : null

  const adapter: Adapter = {
    // A sign-up instead of a link is an error.
    createUser: () => Promise.reject(new Error('A user was signed up.')),
    getUser: async (id) => toUser(directory.byId(id)),
    getUserByEmail: async () => null,
    getUserByAccount: async ({ provider, providerAccountId }) =>
      toUser(directory.ownerOf(provider, { id: providerAccountId, username: '', name: '', email: '' })),
    updateUser: async (user) => ({ email: '', emailVerified: null, ...user }),
    linkAccount: async ({ userId, provider, providerAccountId }) => {
      const user = directory.byId(userId)
      const account = { id: providerAccountId, username: '', name: '', email: '' }
      if (user) directory.link(user, provider, account)
    },
    createSession: async (session) => {
      sessions.set(session.sessionToken, session)
      return session
    },
    getSessionAndUser: async (token) => {
      const session = sessions.get(token)
      const user = toUser(directory.byId(session?.userId))
      return session && user ? { session, user } : null
    },
    updateSession: async ({ sessionToken }) => sessions.get(sessionToken),
    deleteSession: async (token) => void sessions.delete(token),
  }
  return { adapter, sessions }
}
