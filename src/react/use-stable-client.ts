'use client'
import { useMemo } from 'react'
import type { AccountLinkingClient } from '../core/client'
import { useLatest, useStable } from './use-stable'

/**
 * Returns the same client as long as the backend, tenant and user stay the same. Its functions are always those of the
 * latest render, so a client can be created inline, or replaced while a link is in progress.
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
