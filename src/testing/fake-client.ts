import type { AccountLinkingClient } from '../core/client'
import { createFakeBackend, type FakeBackend } from './fake-backend'
import { authorizeUrl, errorCodes } from './fake-provider'
import { returnFromLink } from './fake-return'
import { createMemoryBrowser, type MemoryBrowser } from './memory-browser'
import { type FakeScenario, type ScenarioName, scenarios } from './scenarios'

/** A client with an in-memory backend. */
export interface FakeClient extends AccountLinkingClient {
  /** Its server, to inspect and control. */
  readonly backend: FakeBackend & {
    /** Signs in another user, as another tab would. From then on, responses are about that user. Returns their client. */
    switchUser(): FakeClient
  }
  /** A page for its links. The client does not access it: pass it to the provider component or the options factories. */
  readonly browser: MemoryBrowser
}

let clients = 0

/**
 * A client without a server, for tests and stories. Takes a scenario by name or as an object. Each client has its own
 * backend and page.
 *
 * @example
 * const fake = createFakeClient({ unlink: 'forbidden' })
 * render(<AccountLinkingProvider client={fake} browser={fake.browser}><LinkedAccounts /></AccountLinkingProvider>)
 */
export function createFakeClient(scenario: ScenarioName | FakeScenario = 'default'): FakeClient {
  const chosen: FakeScenario = typeof scenario === 'string' ? scenarios[scenario] : scenario
  const { returned, list = returned === 'unverified' ? 'rate_limited' : undefined } = chosen
  clients += 1
  const key = ['fake', String(clients)]
  const browser = createMemoryBrowser('https://app.example/account')
  const backend = createFakeBackend({ ...chosen, list }, browser.departure)

  const clientOf = (userId: string): FakeClient => ({
    key,
    userId,
    features: { choice: true, reconnect: true, deferUnlink: true, ...chosen.features },
    errorCodes,
    backend: { ...backend.handle, switchUser: () => clientOf(backend.switchUser()) },
    browser,

    listIdentities: backend.list,

    async startLink({ connection }, transaction) {
      await backend.link(userId, connection)
      return { url: authorizeUrl(transaction, userId, connection) }
    },

    unlink: ({ id }) => backend.unlink(id),
  })

  const client = clientOf(backend.owner)
  if (returned) returnFromLink(returned, client, browser, backend)
  return client
}
