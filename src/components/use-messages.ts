'use client'
import type { Identity } from '../core/identity'
import { useAccountLinking } from '../react/context'
import { distinctLabel, providerName } from '../react/describe'

/** Replaces the `{placeholders}` of a text. */
export function format(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The words of this page, and the display names of its connections and identities. */
export function useMessages() {
  const { messages, connections } = useAccountLinking()
  const optionOf = (connection: string) => connections.find(({ name }) => name === connection)
  /** The provider behind a connection: as the host says, else as the identity says, else the connection itself. */
  const providerOf = (connection: string, provider = connection) => optionOf(connection)?.provider ?? provider
  /** The display name of a connection: the host's label, else the name of its provider. */
  const nameOf = (connection: string, provider?: string) =>
    optionOf(connection)?.label ?? providerName(providerOf(connection, provider))
  /** The values of `{provider}` and `{account}`; `among` tells accounts apart that look alike. */
  const describe = (identity: Identity, among: readonly Identity[] = []) => ({
    provider: nameOf(identity.connection, identity.provider),
    account: distinctLabel(identity, among),
  })
  return { messages, nameOf, providerOf, describe }
}
