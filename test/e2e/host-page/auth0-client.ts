import { createAuth0Client } from 'react-linked-accounts/auth0'
import { session } from '../../../demo/app/backends/auth0'
import type { User } from '../../../demo/app/session'

const { confirms, ...options } = window.hostSettings?.auth0 ?? {}

/** The Auth0 client with the options of the test. */
export const createClient = ({ id }: User) =>
  createAuth0Client({
    domain: import.meta.env.VITE_SERVER,
    clientId: import.meta.env.VITE_CLIENT_ID,
    redirectUri: `${location.origin}/`,
    userId: id,
    getAccessToken: session.getAccessToken,
    ...(confirms !== undefined && { confirmLink: () => confirms }),
    ...options,
  })
