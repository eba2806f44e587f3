import { createClassicClient } from 'react-linked-accounts/classic'
import { session } from '../../../demo/app/backends/classic'
import type { User } from '../../../demo/app/session'

/** The classic client with the options of the test. */
export const createClient = ({ id }: User) =>
  createClassicClient({
    domain: import.meta.env.VITE_SERVER,
    clientId: import.meta.env.VITE_CLIENT_ID,
    redirectUri: `${location.origin}/`,
    userId: id,
    getAccessToken: session.getAccessToken,
    ...window.hostSettings?.client,
  })
