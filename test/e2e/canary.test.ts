import type { Page } from 'playwright'
import { expect } from 'vitest'
import { type Fault, faults } from '../../demo/tenant/index'
import { linkNotice, unlinkIdentity } from './demo-test'
import type { HostSettings } from './host-page/settings'
import { button, google, openHost, popupFrom, testInProduction as test } from './host-test'
import { watchTraces } from './traces'

const acme = 'Acme sso account @alovelace'

interface Flow {
  name: string
  settings?: HostSettings
  fault?: { method: string; path: string; is: Fault }
  run: (page: Page) => Promise<void>
  /** The secrets of the test, and the places that were used. */
  secrets?: string[]
  heard: string[]
  /** Tokens that the classic API requires or returns in URLs. */
  inAddresses?: string[]
}

const linkGitHub = async (page: Page, account: string, says: string) => {
  await button(page, 'Add GitHub').click()
  await button(page, account).click()
  await linkNotice(page, says).waitFor()
}

const linkInPopup = async (page: Page) => {
  const popup = await popupFrom(page, 'Add GitHub')
  await button(popup, 'ada-lovelace').click()
  await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()
}

const linkIt = (page: Page) =>
  linkGitHub(page, 'ada-lovelace', 'GitHub linked You can now sign in with @ada-lovelace.')

/** A server that exposes too much. */
const quotesTheToken: Fault = (ctx) => {
  ctx.status = 400
  ctx.body = { error: 'invalid_body', message: `not like this: ${ctx.request.rawBody}` }
}

const quotesTheState: Fault = (ctx) => {
  const { redirect_uri = '', state = '' } = Object.fromEntries(ctx.URL.searchParams)
  const answer = { error: 'server_error', error_description: `no flow ${state} here`, state }
  ctx.redirect(`${redirect_uri}?${new URLSearchParams(answer)}`)
}

const linkedEvents = [
  'event link_started',
  'event link_returned',
  'event linked',
  'results',
  'identities linked',
]
const failedEvents = ['event link_started', 'event link_returned', 'event link_failed', 'results']
const sentInAddress = ['access token 1 in the address of a request']
const answeredInAddress = ['redirect', 'page'].map(
  (kind) => `the answer’s access_token in the address of a ${kind}`,
)
const popup: HostSettings['button'] = { display: 'popup' }

const flows: Flow[] = [
  {
    name: 'a link by code',
    run: linkIt,
    secrets: ['the answer’s code'],
    heard: linkedEvents,
    inAddresses: sentInAddress,
  },
  {
    name: 'a link by token',
    settings: { client: { responseType: 'token' } },
    run: linkIt,
    secrets: ['the answer’s access_token'],
    heard: linkedEvents,
    inAddresses: [...answeredInAddress, ...sentInAddress],
  },
  {
    name: 'a link in a popup',
    settings: { button: popup },
    run: linkInPopup,
    secrets: ['the answer’s code'],
    heard: [...linkedEvents, 'channel messages'],
    inAddresses: sentInAddress,
  },
  {
    name: 'a link in a popup by token',
    settings: { button: popup, client: { responseType: 'token' } },
    run: linkInPopup,
    secrets: ['the answer’s access_token'],
    heard: [...linkedEvents, 'channel messages'],
    inAddresses: [...answeredInAddress, ...sentInAddress],
  },
  {
    name: 'a link by a form',
    settings: { client: { authorizeMethod: 'post' } },
    run: linkIt,
    secrets: ['the answer’s code'],
    heard: linkedEvents,
  },
  {
    name: 'a link that is cancelled',
    run: (page) => linkGitHub(page, 'Cancel', 'Sign-in was canceled.'),
    secrets: ['the answer’s state'],
    heard: failedEvents,
    inAddresses: sentInAddress,
  },
  {
    name: 'a popup that is closed',
    settings: { button: popup },
    run: async (page) => {
      const window = await popupFrom(page, 'Add GitHub')
      await button(window, 'ada-lovelace').waitFor()
      await window.close()
      await button(page, 'Cancel linking GitHub').first().click()
      await linkNotice(page, 'Sign-in was canceled.').waitFor()
    },
    secrets: ['the state of a link without an answer'],
    heard: failedEvents,
    inAddresses: sentInAddress,
  },
  {
    name: 'a link that fails with words that quote its state',
    fault: { method: 'GET', path: '/authorize', is: quotesTheState },
    run: async (page) => {
      await button(page, 'Add GitHub').click()
      await linkNotice(page, 'Details: no flow').waitFor()
    },
    secrets: ['the answer’s state'],
    heard: failedEvents,
    inAddresses: sentInAddress,
  },
  {
    name: 'a removal',
    run: async (page) => {
      await unlinkIdentity(page, google)
      await page.getByText(`${google} unlinked.`).waitFor()
    },
    heard: ['event unlink_requested', 'event unlinked', 'identities unlinked', 'channel messages'],
  },
  {
    name: 'a removal that is refused',
    run: async (page) => {
      await unlinkIdentity(page, acme)
      await page.getByRole('log').getByText('Acme SSO does not allow its identities to be unlinked').waitFor()
    },
    heard: ['event unlink_requested', 'event unlink_failed', 'errors'],
  },
  {
    name: 'a removal that is refused with words that quote the token',
    fault: { method: 'POST', path: '/login/unlink', is: quotesTheToken },
    run: async (page) => {
      await unlinkIdentity(page, google)
      await page.getByRole('log').getByText('Details: not like this').waitFor()
    },
    heard: ['event unlink_requested', 'event unlink_failed', 'errors'],
  },
  {
    name: 'a removal whose answer is lost before the server acted',
    fault: { method: 'POST', path: '/login/unlink', is: faults.dropBefore },
    run: async (page) => {
      await unlinkIdentity(page, google)
      await page.getByRole('log').getByText("It's still linked.").waitFor()
    },
    heard: ['event unlink_requested', 'event unlink_failed', 'errors'],
  },
]

test.for(flows)('$name leaves no secret anywhere', async (flow, { page, tenant }) => {
  const traces = await watchTraces(page, tenant)
  await openHost(page, flow.settings)
  if (flow.fault) tenant.fault(flow.fault.method, flow.fault.path, flow.fault.is, { times: 1 })
  await flow.run(page)

  await expect.poll(traces.heard).toEqual(expect.arrayContaining(flow.heard))
  const secrets = Object.keys(traces.secrets())
  expect(secrets).toEqual(
    expect.arrayContaining([...(flow.secrets ?? []), 'access token 1', 'a provider’s own token']),
  )
  expect(await traces.left()).toEqual([])
  expect(await traces.inAddresses()).toEqual(flow.inAddresses ?? [])
})
