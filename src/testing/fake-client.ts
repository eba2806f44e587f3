import type { AccountLinkingClient, ClientCapabilities } from '../core/client'
import { configurationError } from '../core/errors'
import { ensureSafeId } from '../core/identity'
import { createLinkFlow } from '../core/link-flow'
import { createFakeBackend, type FakeBackend } from './fake-backend'
import { answerStatuses, authorizeUrl } from './fake-provider'
import { runLink } from './fake-return'
import { createMemoryBrowser, type MemoryBrowser } from './memory-browser'
import { type FakeScenario, type ScenarioName, scenarios } from './scenarios'

/** A client whose backend is in memory. */
export interface FakeClient extends AccountLinkingClient {
  /** Its backend: look behind the scenes, and steer. */
  readonly backend: FakeBackend
  /** The page that it leaves and comes back to. */
  readonly browser: MemoryBrowser
}

const PAGE = 'https://app.example/account'

const EVERYTHING: ClientCapabilities = {
  primary: true,
  choice: true,
  scopes: true,
  undo: true,
  refusals: ['already_linked', 'identity_required', 'step_up_required'],
}

let clients = 0

/**
 * A client without a server, for stories, tests and your own CI: the real seam and the real link flow over a
 * backend in memory. Takes a scenario by name or as an object; each client starts afresh.
 *
 * @example
 * const client = createFakeClient({ unlink: 'forbidden' })
 * const release = client.backend.hold('list')
 */
export function createFakeClient(scenario: ScenarioName | FakeScenario = 'default'): FakeClient {
  const chosen: FakeScenario = typeof scenario === 'string' ? scenarios[scenario] : scenario
  const { returned, list = returned === 'unverified' ? 'rate_limited' : undefined } = chosen

  clients += 1
  const capabilities = { ...EVERYTHING, ...chosen.capabilities }
  const key = ['fake', String(clients)]
  const browser = createMemoryBrowser(PAGE)
  const backend = createFakeBackend({ ...chosen, list }, browser.departure)
  const flowOptions = { browser, clientKey: key, statuses: answerStatuses }
  const flow = createLinkFlow(flowOptions)
  if (returned) browser.arrive(runLink(returned, flowOptions, backend))

  return {
    key,
    capabilities,
    backend: backend.handle,
    browser,

    listIdentities: backend.list,

    async startLink({ connection, current, ...link }) {
      if (connection === undefined && !capabilities.choice) {
        throw configurationError(
          'No connection was asked for.',
          'This backend has no page where the person could choose one.',
          'Give the `connection` to link.',
        )
      }
      await backend.link(connection)
      const state = flow.begin({ ...link, connection }, current ?? (await backend.list()))
      await browser.leave(authorizeUrl(PAGE, state, connection))
    },

    finishLink: async (url, list = backend.list) => flow.finish(url, list),

    async unlink(identity) {
      ensureSafeId(identity)
      await backend.unlink(identity.id)
    },
  }
}
