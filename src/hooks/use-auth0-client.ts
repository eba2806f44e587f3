'use client'
import { type Auth0ClientOptions, createAuth0Client } from '../backends/auth0'
import type { AccountLinkingClient } from '../core/client'
import { useBackendClient } from '../react/use-backend-client'

/** `createAuth0Client` as a hook: the client stays the same between renders, and every option may be inline. */
export function useAuth0Client(options: Auth0ClientOptions): AccountLinkingClient {
  return useBackendClient(createAuth0Client, options)
}
