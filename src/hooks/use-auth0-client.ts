'use client'
import { type Auth0ClientOptions, createAuth0Client } from '../backends/auth0'
import type { AccountLinkingClient } from '../core/client'
import { useBackendClient } from '../react/use-backend-client'

/** `createAuth0Client` as a hook. The client stays the same between renders, so all options can be inline. */
export function useAuth0Client(options: Auth0ClientOptions): AccountLinkingClient {
  return useBackendClient(createAuth0Client, options)
}
