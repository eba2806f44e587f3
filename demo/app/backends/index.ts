import type { AccountLinkingClient } from 'react-linked-accounts/core'
import type { Person, Session } from '../session'

/** What the page has to know of the server that it runs on. */
export interface Backend {
  readonly session: Session
  readonly createClient: (person: Person) => AccountLinkingClient
}

/** Each in a chunk of its own, so that the page loads the one that it runs on. */
const backends: Record<ImportMetaEnv['VITE_BACKEND'], () => Promise<Backend>> = {
  classic: () => import('./classic'),
  auth0: () => import('./auth0'),
  'better-auth': () => import('./better-auth'),
}

export const loadBackend = () => backends[import.meta.env.VITE_BACKEND]()
