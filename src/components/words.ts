'use client'
import { accountLabel, providerName } from '../core/describe'
import type { Identity } from '../core/identity'
import { useAccountLinking } from '../react/context'

/** Puts values into the `{places}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The words of this page, and how its connections and identities are called. */
export function useWords() {
  const { messages, connections } = useAccountLinking()
  const optionOf = (connection: string) => connections.find(({ name }) => name === connection)
  /** What stands behind a connection: the host's word for it, else the identity's, else its own name. */
  const providerOf = (connection: string, provider = connection) => optionOf(connection)?.provider ?? provider
  /** How people call a connection: the host's label, else the name of its provider. */
  const nameOf = (connection: string, provider?: string) =>
    optionOf(connection)?.label ?? providerName(providerOf(connection, provider))
  /** What fills `{provider}` and `{account}`. */
  const describe = (identity: Identity) => ({
    provider: nameOf(identity.connection, identity.provider),
    account: accountLabel(identity),
  })
  return { messages, nameOf, providerOf, describe }
}
