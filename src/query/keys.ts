import type { AccountLinkingClient } from '../core/client'

/** The cache keys of one client and user, from the broadest to the narrowest. They contain no token. */
export const linkedAccountsKeys = {
  all: ({ key, userId }: AccountLinkingClient) => ['linked-accounts', ...key, userId] as const,
  identities: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'identities'] as const,
  link: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'link'] as const,
  unlink: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'unlink'] as const,
}

/** The `meta` of all of the kit's queries and mutations, so that your app's global handlers can skip them. */
export const linkedAccountsMeta = { source: 'react-linked-accounts' } as const
