import { createClassicClient } from 'react-linked-accounts/classic'
import { session } from '../../../demo/app/backends/classic'
import type { Person } from '../../../demo/app/session'

/** The classic client as a test wants it. */
export const createClient = ({ id }: Person) =>
  createClassicClient({
    domain: import.meta.env.VITE_SERVER,
    clientId: import.meta.env.VITE_CLIENT_ID,
    redirectUri: `${location.origin}/`,
    userId: id,
    getAccessToken: session.getAccessToken,
    ...window.hostSettings?.client,
  })
