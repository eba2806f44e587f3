import type { AccountLinkingClient } from '../core/client'
import { createFakeBackend, type FakeBackend } from './fake-backend'
import { authorizeUrl, errorCodes } from './fake-provider'
import { returnFromLink } from './fake-return'
import { createMemoryBrowser, type MemoryBrowser } from './memory-browser'
import { type FakeScenario, type ScenarioName, scenarios } from './scenarios'

/** A client whose backend is in memory. */
export interface FakeClient extends AccountLinkingClient {
  /** Its server: inspect it, and control it. */
  readonly backend: FakeBackend & {
    /** Signs another user in, as another tab would: from now on the answers are about them. Returns their client. */
    switchUser(): FakeClient
  }
  /** A page for its links. The client does not touch it: pass it to the provider, or to the options factories. */
  readonly browser: MemoryBrowser
}

let clients = 0

/**
 * A client without a server, for stories, tests and your own CI. Takes a scenario by name or as an object; each client
 * has a backend and a page of its own.
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
