'use client'
import type { Identity } from '../core/identity'
import { useAccountLinking } from '../react/context'
import { providerName } from '../react/describe'
import { useAccountLabel } from '../react/use-account-label'

/** Replaces the `{placeholders}` of a text. */
export function format(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The words of this page, and the display names of its connections and identities. */
export function useMessages() {
  const { messages, connections } = useAccountLinking()
  const accountOf = useAccountLabel()
  const optionOf = (connection: string) => connections.find(({ name }) => name === connection)
  /** The provider behind a connection: as the host says, else as the identity says, else the connection itself. */
  const providerOf = (connection: string, provider = connection) => optionOf(connection)?.provider ?? provider
  /** The display name of a connection: the host's label, else the name of its provider. */
  const nameOf = (connection: string, provider?: string) =>
    optionOf(connection)?.label ?? providerName(providerOf(connection, provider))
  /** The values of `{provider}` and `{account}`. */
  const describe = (identity: Identity) => ({
    provider: nameOf(identity.connection, identity.provider),
    account: accountOf(identity),
  })
  return { messages, nameOf, providerOf, describe }
}
