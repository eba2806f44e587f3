'use client'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { LinkResult, LinkStatus } from '../core/link'
import type { AccountValues, Message, Messages } from '../locales/messages'
import { identitiesOptions } from '../query/identities'
import { type AccountLinking, useAccountLinking } from './context'
import { distinctLabel, providerName, unverifiedEmail } from './describe'
import { formatMessage } from './format-message'
import { providerOption } from './provider-option'

/** The text of a result or an error, for a notice or a toast. */
export interface Wording {
  title: string
  body: string
}

export interface MessagesState {
  messages: Messages
  /** Puts values into a message. */
  format: <Values extends object>(message: Message<Values>, values: Values) => string
  /** Display name of a connection or an identity's provider. */
  nameOf: (connection: string, provider?: string) => string
  /** The values of `{provider}` and `{account}`. Accounts that look the same get different labels. */
  describe: (identity: Identity) => AccountValues
  /** Describes how a link ended. */
  describeResult: (result: LinkResult) => Wording
  /** Describes why something failed, including the server's message. */
  describeError: (error: AccountLinkingError) => string
}

/** The page's text: the message catalog, display names, and descriptions of results and errors. */
export function useMessages(): MessagesState {
  const linking = useAccountLinking()
  const queryClient = useQueryClient()
  return useMemo(() => createMessages(linking, queryClient), [linking, queryClient])
}

function createMessages(linking: AccountLinking, queryClient: QueryClient): MessagesState {
  const { client, messages, connections } = linking
  const { queryKey } = identitiesOptions(client)
  const format = formatMessage
  const nameOf = (connection: string, provider = connection) => {
    const option = connections.find(({ name }) => name === connection)
    const { label, strategy } = providerOption(linking, connection, provider)
    const method = METHODS.get(strategy)
    return (
      option?.label ??
      label ??
      (method
        ? format(messages.methods[method], {})
        : providerName(PROTOCOL.test(strategy) ? connection : strategy))
    )
  }
  // Uses the server's list, not the visible one, so that a label doesn't change while another account is being unlinked.
  const describe = (identity: Identity) => ({
    provider: nameOf(identity.connection, identity.provider),
    account: distinctLabel(identity, queryClient.getQueryData(queryKey)?.identities ?? []),
  })
  const describeError = ({ code, description }: AccountLinkingError) =>
    [format(messages.errors[code], {}), description && format(messages.details, { description })]
      .filter(Boolean)
      .join(' ')

  const describeResult = (result: LinkResult): Wording => {
    const { status, identity, request, error } = result
    const connection = request?.connection
    const values = identity
      ? describe(identity)
      : { provider: connection ? nameOf(connection) : '', account: '' }
    const { title, titleAny, body } = messages.linkResult[status]
    if (error && failedOnTheWayBack(result)) {
      return { title: format(messages.linkNotCompleted, {}), body: describeError(error) }
    }
    const email = identity && unverifiedEmail(identity)
    const description = SELF_EXPLANATORY.includes(status) ? undefined : error?.description
    return {
      title: values.provider ? format(title, values) : format(titleAny, {}),
      body: [
        status === 'unverified' && error ? format(messages.errors[error.code], {}) : format(body, values),
        email && format(messages.linkedEmailNotVerified, { email }),
        description && format(messages.details, { description }),
      ]
        .filter(Boolean)
        .join(' '),
    }
  }
  return { messages, format, nameOf, describe, describeResult, describeError }
}

/** Providers whose names are in the catalog. */
const METHODS = new Map<string, keyof Messages['methods']>([
  ['auth0', 'password'],
  ['credential', 'password'],
  ['email', 'email'],
  ['sms', 'phone'],
])

/** Protocols, whose names users don't know. They know the organization that the connection is named after. */
const PROTOCOL = /^(adfs?|(auth0-)?oidc|oauth2|samlp|waad)$/

/** Results for which the server's message adds nothing. */
const SELF_EXPLANATORY: readonly LinkStatus[] = ['cancelled', 'already_linked']

/**
 * Whether completing the link failed. An error in the callback itself is `rejected`, without a status.
 */
function failedOnTheWayBack({ status, error }: LinkResult): boolean {
  return status === 'failed' && (error?.code !== 'rejected' || error.status !== undefined)
}
