import type { AccountLinkingClient } from '../core/client'

/** The cache keys of one client, from the widest to the narrowest. They hold no token. */
export const linkedAccountsKeys = {
  all: (client: AccountLinkingClient) => ['linked-accounts', ...client.key] as const,
  identities: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'identities'] as const,
  linkResult: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'link-result'] as const,
  link: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'link'] as const,
  unlink: (client: AccountLinkingClient) => [...linkedAccountsKeys.all(client), 'unlink'] as const,
}
