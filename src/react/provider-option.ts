import type { AccountLinking, ProviderOption } from './context'
import { providerName } from './describe'

const PROTOCOL = /^(adfs?|(auth0-)?oidc|oauth2|samlp|waad)$/

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
  // Users know their organization, and not its protocol.
  const own = connection !== strategy && PROTOCOL.test(strategy) && { label: providerName(connection) }
  return { ...own, ...providers[strategy], ...providers[connection], strategy }
}
