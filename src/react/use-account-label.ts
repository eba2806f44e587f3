'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Identity } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { useAccountLinking } from './context'
import { distinctLabel } from './describe'

/**
 * Labels an account among the others of its user. Accounts that look alike are told apart, also while one of them is
 * being unlinked: the server's list counts, not the visible one.
 */
export function useAccountLabel(): (identity: Identity) => string {
  const { client } = useAccountLinking()
  const queryClient = useQueryClient()
  const { queryKey } = identitiesOptions(client)
  return (identity) => distinctLabel(identity, queryClient.getQueryData(queryKey)?.identities ?? [])
}
