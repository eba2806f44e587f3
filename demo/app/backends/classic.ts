import { createClassicClient } from 'react-linked-accounts/classic'
import { createOidcSession } from '../oidc-session'
import type { User } from '../session'

export const session = createOidcSession('')

export const createClient = ({ id }: User) =>
  createClassicClient({
    domain: import.meta.env.VITE_SERVER,
    clientId: import.meta.env.VITE_CLIENT_ID,
    redirectUri: `${location.origin}/`,
    responseType: import.meta.env.VITE_RESPONSE_TYPE,
    userId: id,
    getAccessToken: session.getAccessToken,
  })
