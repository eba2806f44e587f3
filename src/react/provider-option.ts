import type { AccountLinking, ProviderOption } from './context'

/**
 * How a connection is shown: its own option comes first, then its provider's option. The provider is the one in the page's
 * `connections`, or else the one that the backend reports.
 */
export function providerOption(
  { connections, providers }: Pick<AccountLinking, 'connections' | 'providers'>,
  connection: string,
  provider = connection,
): ProviderOption & { strategy: string } {
  const strategy = connections.find(({ name }) => name === connection)?.provider ?? provider
  return { ...providers[strategy], ...providers[connection], strategy }
}
