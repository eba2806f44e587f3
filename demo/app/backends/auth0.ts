import { createAuth0Client } from 'react-linked-accounts/auth0'
import { createOidcSession } from '../oidc-session'
import type { User } from '../session'

export const session = createOidcSession('read:current_user update:current_user_identities')

export const createClient = ({ id }: User) =>
  createAuth0Client({
    domain: import.meta.env.VITE_SERVER,
    clientId: import.meta.env.VITE_CLIENT_ID,
    redirectUri: `${location.origin}/`,
    userId: id,
    getAccessToken: session.getAccessToken,
  })
