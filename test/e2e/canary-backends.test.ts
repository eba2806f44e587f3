import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { DemoBackend } from '../../demo/tenant/demo-backend'
import type { Fault } from '../../demo/tenant/index'
import { betterAuthTest, demoTest, linkNotice, unlinkIdentity } from './demo-test'
import type { HostSettings } from './host-page/settings'
import { button, folder, google, openHost, popupFrom } from './host-test'
import { auth0Secrets, betterAuthSecrets, type KnownSecrets } from './secrets'
import { searchFor } from './traces'

const auth0 = demoTest({ backend: 'auth0', folder, production: true })
const betterAuth = betterAuthTest({ folder, production: true })

type Step = (page: Page, server: DemoBackend) => Promise<unknown>

interface Flow {
  name: string
  settings?: HostSettings
  /** After each of them, no secret may be left. */
  steps: Step[]
  /** The secrets of the test, and the places that were used. */
  secrets: string[]
  heard: string[]
  /**
   * A code is sent once on the channel between pages of this origin, from the popup to the page that opened it. PKCE binds
   * it to the verifier in that page's storage.
   */
  passesCode?: boolean
}

const link =
  (account: string, says: string): Step =>
  async (page) => {
    await button(page, 'Add GitHub').click()
    await button(page, account).click()
    await linkNotice(page, says).waitFor()
  }

const linkInPopup =
  (account: string, says: string): Step =>
  async (page) => {
    const popup = await popupFrom(page, 'Add GitHub')
    await button(popup, account).click()
    await linkNotice(page, says).waitFor()
  }

const unlink =
  (identity: string, says: string): Step =>
  async (page) => {
    await unlinkIdentity(page, identity)
    await page.getByRole('log').getByText(says).waitFor()
  }

const cancelled = ['Cancel', 'Sign-in was canceled.'] as const
const refused = ['grace-hopper', 'That account is linked to another user.'] as const
/** The Management API would merge two users; the client refuses an email that is not verified. */
const unverified = ['lady-lovelace', "You don't have permission to link this account."] as const
const linked = ['ada-lovelace', 'GitHub linked You can now sign in with @ada-lovelace.'] as const

/** A server that exposes too much, in its code and in its message. */
const quotes: Fault = (ctx) => {
  const quote = `not like this: ${ctx.get('Authorization')} ${ctx.request.rawBody}`
  ctx.status = 400
  ctx.body = { error: quote, error_description: quote, message: quote }
}

/** The same for a code exchange, whose response the library reads itself. */
const quotesTheExchange: Fault = async (ctx, next) => {
  await next()
  const sent = ctx.oidc?.body
  if (!sent || !('code_verifier' in sent)) return
  const quote = JSON.stringify(sent)
  ctx.status = 400
  ctx.body = { error: quote, error_description: quote }
}

/** The same in the URL that a link returns to. */
const quotesTheState: Fault = async (ctx, next) => {
  await next()
  const address = new URL(String(ctx.response.get('Location')))
  const quote = `no flow ${address.searchParams.get('state')} here`
  address.searchParams.set('error', quote)
  address.searchParams.set('error_description', quote)
  ctx.redirect(address.href)
}

const events = (...types: string[]) => types.map((type) => `event ${type}`)
const links = [...events('link_started', 'link_returned', 'link_failed', 'linked'), 'results']
const failedLinks = [...events('link_started', 'link_returned', 'link_failed'), 'results']
const removals = [...events('unlink_requested', 'unlink_failed', 'unlinked'), 'errors']

/** The common part of both backends, with the secrets of each backend. */
const flows = (
  acme: string,
  refused: readonly [account: string, says: string],
  secrets: Record<'page' | 'cancelled' | 'linked', string[]>,
): Flow[] => [
  {
    name: 'a link that is cancelled, then refused, then made',
    steps: [link(...cancelled), link(...refused), link(...linked)],
    secrets: Object.values(secrets).flat(),
    heard: [...links, 'identities linked'],
  },
  {
    name: 'a link in a popup that is cancelled, then refused, then made',
    settings: { button: { display: 'popup' } },
    steps: [linkInPopup(...cancelled), linkInPopup(...refused), linkInPopup(...linked)],
    secrets: Object.values(secrets).flat(),
    heard: [...links, 'identities linked', 'channel messages'],
  },
  {
    name: 'a removal that is refused, then made',
    steps: [
      unlink(acme, 'Acme SSO does not allow its identities to be unlinked'),
      unlink(google, `${google} unlinked.`),
    ],
    secrets: secrets.page,
    heard: [...removals, 'identities unlinked', 'channel messages'],
  },
]

const user = `/api/v2/users/${encodeURIComponent('auth0|6615f0c2a1b2c3d4e5f60718')}`

const auth0Flows: Flow[] = [
  ...flows('Acme sso account @alovelace', unverified, {
    page: ['access token 1', 'ID token 1', 'refresh token 1', 'a provider’s own token'],
    cancelled: ['state 1', 'nonce 1'],
    linked: ['code 2', 'code verifier 2', 'access token of a link 2', 'ID token of a link 2'],
  }).map((flow) => ({ ...flow, passesCode: flow.settings !== undefined })),
  {
    name: 'a server that quotes what it is sent',
    steps: [
      async (page, server) => {
        const mend = server.fault('POST', '/oauth/token', quotesTheExchange)
        await link('ada-lovelace', "Couldn't finish linking. No account was linked.")(page, server)
        mend()
      },
      (page, server) => {
        server.fault('DELETE', `${user}/identities/google-oauth2/108204268033311374519`, quotes)
        return unlink(google, 'Details: not like this')(page, server)
      },
      (page, server) => {
        server.fault('POST', `${user}/identities`, quotes)
        return link('ada-lovelace', 'Details: not like this')(page, server)
      },
    ],
    secrets: ['access token 1', 'state 1', 'nonce 1', 'code 1', 'code verifier 1', 'ID token of a link 1'],
    heard: [...failedLinks, 'event unlink_failed', 'errors'],
  },
]

const betterAuthFlows: Flow[] = [
  ...flows('Acme sso account @alovelace', refused, {
    page: ['session token 1', 'access token of the provider 1'],
    cancelled: ['state 1', 'state of the provider 1'],
    linked: ['code of the provider 2', 'ID token of the provider 1'],
  }),
  {
    name: 'a server that quotes what it is sent',
    steps: [
      async (page, server) => {
        server.fault('POST', '/api/auth/link-social', quotes, { times: 1 })
        await button(page, 'Add GitHub').click()
        await page.getByText("Couldn't start linking your account.").first().waitFor()
      },
      (page, server) => {
        server.fault('GET', '/api/auth/callback/github', quotesTheState)
        return link('Cancel', 'The provider returned an error.')(page, server)
      },
    ],
    secrets: ['session token 1', 'state 2', 'state of the provider 1'],
    heard: [...failedLinks, 'errors'],
  },
]

interface Course {
  page: Page
  server: DemoBackend
  known: () => KnownSecrets | Promise<KnownSecrets>
  /** What is always left, because it is not the kit's. */
  kept: string[]
}

const isCodeOnChannel = (finding: string) => /^code \d+ in channel messages$/.test(finding)

async function follow(
  { settings, steps, secrets, heard, passesCode = false }: Flow,
  { page, server, known, kept }: Course,
) {
  const traces = await searchFor(known, page)
  const left = async () => (await traces.left()).filter((one) => !(passesCode && isCodeOnChannel(one)))
  await openHost(page, settings)
  expect(await left()).toEqual(kept)
  for (const step of steps) {
    await step(page, server)
    expect(await left()).toEqual(kept)
  }
  expect((await traces.left()).some(isCodeOnChannel)).toBe(passesCode)

  await expect.poll(traces.heard).toEqual(expect.arrayContaining(heard))
  const { passing, tokens } = await known()
  expect(Object.keys({ ...passing, ...tokens })).toEqual(expect.arrayContaining(secrets))
  expect(await left()).toEqual(kept)
  expect(await traces.inAddresses()).toEqual([])
}

describe('with the Management API', () => {
  auth0.for(auth0Flows)('$name leaves no secret anywhere', (flow, { page, server }) => {
    const known = auth0Secrets(page.context(), server)
    // It keeps the page signed in after a reload.
    return follow(flow, { page, server, known, kept: ['refresh token 1 in session storage'] })
  })
})

describe('with Better Auth', () => {
  betterAuth.for(betterAuthFlows)('$name leaves no secret anywhere', (flow, { page, server }) => {
    const known = betterAuthSecrets(page.context(), server)
    return follow(flow, { page, server, known, kept: ['session token 1 in cookies'] })
  })
})
