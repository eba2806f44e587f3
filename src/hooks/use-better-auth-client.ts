'use client'
import { type BetterAuthClientOptions, createBetterAuthClient } from '../backends/better-auth'
import type { AccountLinkingClient } from '../core/client'
import { useBackendClient } from '../react/use-backend-client'

/** `createBetterAuthClient` as a hook. The client stays the same between renders, so all options can be inline. */
export function useBetterAuthClient(options: BetterAuthClientOptions): AccountLinkingClient {
  return useBackendClient(createBetterAuthClient, options)
}
