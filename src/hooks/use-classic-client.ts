'use client'
import { type ClassicClientOptions, createClassicClient } from '../backends/classic'
import type { AccountLinkingClient } from '../core/client'
import { useBackendClient } from '../react/use-backend-client'

/** `createClassicClient` as a hook. The client stays the same between renders, so all options can be inline. */
export function useClassicClient(options: ClassicClientOptions): AccountLinkingClient {
  return useBackendClient(createClassicClient, options)
}
