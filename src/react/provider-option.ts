import type { AccountLinking, ProviderOption } from './context'

/**
 * How a connection is shown: by its own option, and by its provider's for what that leaves open. The `connections` of
 * the page say what its provider is, else the backend does.
 */
export function providerOption(
  { connections, providers }: Pick<AccountLinking, 'connections' | 'providers'>,
  connection: string,
  provider = connection,
): ProviderOption & { strategy: string } {
  const strategy = connections.find(({ name }) => name === connection)?.provider ?? provider
  return { ...providers[strategy], ...providers[connection], strategy }
}
