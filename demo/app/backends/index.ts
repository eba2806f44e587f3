import type { AccountLinkingClient } from 'react-linked-accounts/core'
import type { Session, User } from '../session'

/** What the page needs to know about its server. */
export interface Backend {
  readonly session: Session
  readonly createClient: (user: User) => AccountLinkingClient
}

/** Each is a separate chunk, so that the page loads only the one that it uses. */
const backends: Record<ImportMetaEnv['VITE_BACKEND'], () => Promise<Backend>> = {
  classic: () => import('./classic'),
  auth0: () => import('./auth0'),
  'better-auth': () => import('./better-auth'),
}

export const loadBackend = () => backends[import.meta.env.VITE_BACKEND]()
