'use client'
import { useMemo } from 'react'
import type { AccountLinkingClient } from '../core/client'
import { useLatest, useStable } from './use-stable'

/**
 * The same client for as long as backend, tenant and user are the same; its functions are those of the latest render.
 * So a client may be created inline, and one that is replaced while a link is in progress goes on with the new one.
 */
export function useStableClient(client: AccountLinkingClient): AccountLinkingClient {
  const { listIdentities, startLink, finishLink, unlink, ...facts } = client
  const latest = useLatest(client)
  const stableFacts = useStable(facts)
  const finishes = finishLink !== undefined
  return useMemo(
    () => ({
      ...stableFacts,
      listIdentities: () => latest.current.listIdentities(),
      startLink: (...args) => latest.current.startLink(...args),
      unlink: (...args) => latest.current.unlink(...args),
      ...(finishes && {
        finishLink: async (...args) => latest.current.finishLink?.(...args),
      }),
    }),
    [stableFacts, latest, finishes],
  )
}
