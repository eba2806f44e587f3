'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { Identity } from '../core/identity'
import { identitiesOptions } from '../query/identities'
import { useAccountLinking } from '../react/context'
import { distinctLabel, providerName } from '../react/describe'

/** Replaces the `{placeholders}` of a text. */
export function format(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The words of this page, and the display names of its connections and identities. */
export function useMessages() {
  const { client, messages, connections } = useAccountLinking()
  const queryClient = useQueryClient()
  const optionOf = (connection: string) => connections.find(({ name }) => name === connection)
  /** The provider behind a connection: as the host says, else as the identity says, else the connection itself. */
  const providerOf = (connection: string, provider = connection) => optionOf(connection)?.provider ?? provider
  /** The display name of a connection: the host's label, else the name of its provider. */
  const nameOf = (connection: string, provider?: string) =>
    optionOf(connection)?.label ?? providerName(providerOf(connection, provider))
  /**
   * The values of `{provider}` and `{account}`. Accounts that look alike are told apart, also while one of them is
   * being unlinked: the server's list counts, not the visible one.
   */
  const describe = (identity: Identity) => {
    const list = queryClient.getQueryData(identitiesOptions(client).queryKey)
    return {
      provider: nameOf(identity.connection, identity.provider),
      account: distinctLabel(identity, list?.identities ?? []),
    }
  }
  return { messages, nameOf, providerOf, describe }
}
