import * as openid from 'openid-client'
import type { Tenant } from '../../demo/tenant/index'

export interface Page {
  url: string
  status: number
  html: string
}

/** A minimal browser for sign-ins: it has cookies, redirects and forms, but no scripts. */
export class Browserless {
  // As in a browser, cookies belong to the host, and all its ports share them.
  private readonly cookies = new Map<string, { value: string; path: string }>()
  /** Every URL that it has visited, in order. */
  readonly visited: string[] = []

  private readonly app: string

  /** The app is not running, so URLs with the origin of its redirect URI are returned but not fetched. */
  constructor(redirectUri: string) {
    this.app = new URL(redirectUri).origin
  }

  async visit(url: string, form?: Record<string, string>): Promise<Page> {
    this.visited.push(url)
    if (this.isApp(url)) return { url, status: 200, html: '' }

    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: this.cookiesFor(new URL(url).pathname), accept: 'text/html' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)

    const location = response.headers.get('location')
    if (location) return this.visit(new URL(location, url).href)
    return { url, status: response.status, html: await response.text() }
  }

  /** `fetch` as in a script of the app: across origins, and with cookies if the credentials are included. */
  readonly fetch: typeof globalThis.fetch = async (input, { credentials, headers, ...init } = {}) => {
    const { pathname } = new URL(String(input))
    const response = await fetch(input, {
      ...init,
      headers: {
        ...Object.fromEntries(new Headers(headers)),
        origin: this.app,
        ...(credentials === 'include' && { cookie: this.cookiesFor(pathname) }),
      },
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    return response
  }

  /** Sends a request as a script of the app does: across origins, with cookies, and with JSON bodies. */
  async ask(url: string, { body, origin = this.app }: { body?: object; origin?: string } = {}) {
    const response = await fetch(url, {
      headers: {
        cookie: this.cookiesFor(new URL(url).pathname),
        origin,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    return { status: response.status, body: await response.json() }
  }

  /** The values of its cookies. */
  cookieValues(): string[] {
    return [...this.cookies.values()].map(({ value }) => value)
  }

  isApp(url: string): boolean {
    return new URL(url).origin === this.app
  }

  /** Presses the button with this name, and submits its form. */
  async submit(page: Page, button: string, fields: Record<string, string> = {}): Promise<Page> {
    const form = formsOf(page).find(({ buttons }) => buttons.some(({ text }) => text === button))
    if (!form) throw new Error(`no button "${button}" on ${page.url}`)
    const { name, value } = form.buttons.find(({ text }) => text === button) ?? {}
    return this.visit(form.action, { ...form.hidden, ...(name && { [name]: value ?? '' }), ...fields })
  }

  private cookiesFor(path: string): string {
    const sent = [...this.cookies].filter(([, cookie]) => path.startsWith(cookie.path))
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ')
  }

  private keep(header: string) {
    const [pair = '', ...attributes] = header.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(name.length + 1)
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/'
    if (value) this.cookies.set(name, { value, path })
    else this.cookies.delete(name)
  }
}

/** The visible names of the buttons on a page. */
export const buttonsOf = (page: Page) =>
  formsOf(page).flatMap(({ buttons }) => buttons.map(({ text }) => text))

function formsOf({ url, html }: Page) {
  return [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', content = '']) => ({
    action: new URL(attribute(attributes, 'action') ?? url, url).href,
    hidden: Object.fromEntries(
      [...content.matchAll(/<input type="hidden"([^>]*)>/g)].map(([, input = '']) => [
        attribute(input, 'name'),
        attribute(input, 'value'),
      ]),
    ),
    buttons: [...content.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, button = '', inner = '']) => ({
      name: attribute(button, 'name'),
      value: attribute(button, 'value'),
      text: inner.replace(/<[^>]*>/g, '').trim(),
    })),
  }))
}

const attribute = (attributes: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]

/** The URL of a link. Undefined parameters are omitted. */
export function linkUrl(tenant: Tenant, parameters: Record<string, string | undefined>): string {
  const url = new URL('/authorize', tenant.origin)
  const all = { response_type: 'code', client_id: tenant.clientId, state: 'the state', ...parameters }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

export interface LinkChoice {
  /** The choice on the hosted login page, if the link goes there. Without one, the user cancels there. */
  connection?: string
  /** The name on the provider's button, or any name to type there. */
  account: string | 'cancel'
  browser?: Browserless
}

/** Follows a link from `/authorize` to its end, which is the app's URL with the response. */
export async function followLink(authorizeUrl: string, choice: LinkChoice): Promise<string> {
  const redirectUri = new URL(authorizeUrl).searchParams.get('redirect_uri') ?? ''
  const browser = choice.browser ?? new Browserless(redirectUri)
  return finishLink(browser, await browser.visit(authorizeUrl), choice)
}

/** Completes a link, from the page that its start led to. */
export async function finishLink(browser: Browserless, start: Page, choice: LinkChoice): Promise<string> {
  let page = start
  if (!browser.isApp(page.url) && new URL(page.url).pathname.startsWith('/u/')) {
    page = choice.connection
      ? await browser.visit(`${page.url}/connection/${choice.connection}`, {})
      : await browser.submit(page, 'Cancel')
  }
  if (!browser.isApp(page.url)) page = await pickAccount(browser, page, choice.account)
  if (!browser.isApp(page.url))
    throw new Error(`the link ended at ${page.url} (${page.status}): ${page.html}`)
  return page.url
}

export async function pickAccount(browser: Browserless, page: Page, account: string): Promise<Page> {
  if (account === 'cancel') return browser.submit(page, 'Cancel')
  if (buttonsOf(page).includes(account)) return browser.submit(page, account)
  return browser.submit(page, 'Continue', { account })
}

export interface SignedIn {
  accessToken: string
  /** Defined if the scope offline_access was requested. */
  refreshToken: string | undefined
  idToken: string
  userId: string
}

/** Starts a sign-in of the tenant's client with code and PKCE. `finish` exchanges the code at the end. */
export async function startSignIn(
  tenant: Tenant,
  redirectUri: string,
  parameters: Record<string, string> = {},
) {
  const configuration = await openid.discovery(
    new URL(tenant.origin),
    tenant.clientId,
    { id_token_signed_response_alg: 'RS256' },
    openid.None(),
    { execute: [openid.allowInsecureRequests] },
  )
  const verifier = openid.randomPKCECodeVerifier()
  const state = openid.randomState()
  const { href } = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile email read:current_user',
    state,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  })
  const finish = async (callback: string): Promise<SignedIn> => {
    const tokens = await openid.authorizationCodeGrant(configuration, new URL(callback), {
      expectedState: state,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      idToken: tokens.id_token ?? '',
      userId: tokens.claims()?.sub ?? '',
    }
  }
  return { url: href, finish }
}

/** Signs the demo user in with the password. */
export async function signIn(
  tenant: Tenant,
  redirectUri: string,
  { browser = new Browserless(redirectUri), scope }: { browser?: Browserless; scope?: string } = {},
): Promise<SignedIn> {
  const { url, finish } = await startSignIn(tenant, redirectUri, { ...(scope && { scope }) })
  const page = await browser.visit(url)
  const { email, password } = tenant.demoUser
  const end = await browser.submit(page, 'Continue', { email, password })
  return finish(end.url)
}

/** Signs in with an account of a provider even if a user is signed in, as the second sign-in of a link does. */
export async function signInAgain(
  tenant: Tenant,
  redirectUri: string,
  { browser, connection, account }: { browser: Browserless; connection: string; account: string },
): Promise<SignedIn> {
  const scope = 'openid profile email'
  const { url, finish } = await startSignIn(tenant, redirectUri, { connection, scope, prompt: 'login' })
  const end = await pickAccount(browser, await browser.visit(url), account)
  return finish(end.url)
}
