'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { LinkSnapshot } from '../core/link'
import { type ClientStore, storeOf } from '../query/store'
import { useAccountLinking } from './context'

/** The client's state that is not in the query cache. */
export function useClientStore(): ClientStore {
  const { client, browser } = useAccountLinking()
  return storeOf(useQueryClient(), client, browser)
}

/** The state of the client's links. On a server there are none. */
export function useLinks(): LinkSnapshot {
  const { links } = useClientStore()
  return useSyncExternalStore(links.subscribe, links.getSnapshot, links.getSnapshot)
}
