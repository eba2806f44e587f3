'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { LinkResult } from '../core/client'
import { linkResultOptions } from '../query/link'
import { useAccountLinking } from './context'

export interface LinkResultState {
  /** How the link ended that this page came back from; `null` if it did not, or the result was dismissed. */
  result: LinkResult | null
  /** Forgets the result. */
  dismiss: () => void
}

/** How the link ended that this page came back from; known as soon as the list is there, which proves it. */
export function useLinkResult(): LinkResultState {
  const { client } = useAccountLinking()
  const queryClient = useQueryClient()
  const options = linkResultOptions(client)
  const { data } = useQuery(options)
  return {
    result: data ?? null,
    dismiss: () => queryClient.setQueryData(options.queryKey, null),
  }
}
