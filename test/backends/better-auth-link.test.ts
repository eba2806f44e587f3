import type { BetterAuthClientOptions } from 'react-linked-accounts/better-auth'
import type { LinkRequest } from 'react-linked-accounts/core'
import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { rejection, surface } from '../core/surface'
import { github, INFO, identityOf, LINK, LIST, openPage, PAGE, password, SESSION } from './better-auth-page'
import { drop, hang, type Route } from './routes'

const PROVIDER = 'https://github.example/login?client_id=app&state=of-the-server'
const current = { userId: 'ann', identities: [identityOf(password)] }

/** What a click sends to the server, with the state, which is new each time, as `STATE`. */
async function sentBy(link: LinkRequest, options: Partial<BetterAuthClientOptions> = {}) {
  const { client, browser, server } = await openPage({ [LINK]: { body: { url: PROVIDER } } }, options)
  void client.startLink({ connection: 'github', current, ...link })
  expect(await browser.departure()).toBe(PROVIDER)
  expect(server.asked).toEqual([SESSION, LINK])
  return JSON.parse(server.requests[1]?.body.replaceAll(/rla_[\w-]{32}/g, 'STATE') ?? '')
}

/** A click on a link that does not get away. */
async function refusal(route: Route, link: LinkRequest = { connection: 'github' }) {
  const { client, browser, server } = await openPage({ [LINK]: route })
  const error = await rejection(client.startLink({ current, ...link }))
  expect(browser.departures).toEqual([])
  expect(browser.storage().length).toBe(0)
  return { error, server }
}

describe('a click on link in a page whose cookie is somebody else’s by now', () => {
  it.each([
    ['who signed in in another tab', { session: { token: 'canary' }, user: { id: 'bob' } }],
    ['nobody’s', null],
  ])('(%s) links nothing to them', async (_whose, body) => {
    const { client, browser, server } = await openPage({ [SESSION]: { body } })
    const error = await rejection(client.startLink({ connection: 'github', current }))
    expect(error).toMatchObject({ code: 'unauthorized' })
    expect(surface(error)).not.toContain('canary')
    expect(server.asked).toEqual([SESSION])
    expect(browser.departures).toEqual([])
  })
})

describe('a click on link', () => {
  const back = `${PAGE}?link_returned=true&state=STATE`
  const body = {
    provider: 'github',
    callbackURL: back,
    errorCallbackURL: back,
    disableRedirect: true,
  }

  it.each<[string, LinkRequest, object]>([
    ['the provider and where to come back to', {}, {}],
    ['what to ask of the provider', { connectionScope: 'repo gist' }, { scopes: ['repo', 'gist'] }],
    [
      'it also if it is written with commas',
      { connectionScope: ' repo, gist ' },
      { scopes: ['repo', 'gist'] },
    ],
    ['whom to suggest', { loginHint: 'ann@example.com' }, { loginHint: 'ann@example.com' }],
    ['how to ask', { prompt: 'consent' }, { additionalParams: { prompt: 'consent' } }],
  ])('sends %s, and leaves for where the server says', async (_what, link, fields) => {
    expect(await sentBy(link)).toEqual({ ...body, ...fields })
  })

  it('keeps what stands in the redirect URI', async () => {
    const redirectUri = `${PAGE}?tab=linked&q=a%26b`
    const { callbackURL, errorCallbackURL } = await sentBy({}, { redirectUri })
    const addresses = [callbackURL, errorCallbackURL].map((address) => new URL(address))
    for (const { origin, pathname, searchParams } of addresses) {
      expect(origin + pathname).toBe(PAGE)
      expect(Object.fromEntries(searchParams)).toMatchObject({ tab: 'linked', q: 'a&b', state: 'STATE' })
    }
  })

  it('has another state each time', async () => {
    const { client, browser, server } = await openPage({ [LINK]: { body: { url: PROVIDER } } })
    for (const _click of ['first', 'second']) {
      void client.startLink({ connection: 'github', current })
      await browser.departure()
    }
    const links = server.requests.filter(({ path }) => path?.endsWith('/link-social'))
    const states = links.map(({ body }) => new URL(JSON.parse(body).callbackURL).searchParams.get('state'))
    expect(new Set(states).size).toBe(2)
    expect(browser.storage().length).toBe(2)
  })

  it('reads the list first if it is not at hand, and asks for nobody’s name', async () => {
    const { client, browser, server } = await openPage({
      [LIST]: { body: [github] },
      [INFO]: hang,
      [LINK]: { body: { url: PROVIDER } },
    })
    void client.startLink({ connection: 'google' })
    await browser.departure()
    expect(server.asked).toEqual([LIST, SESSION, LINK])
    const storage = browser.storage()
    expect(JSON.parse(storage.getItem(storage.key(0) ?? '') ?? '')).toMatchObject({
      before: ['github|583231'],
    })
  })

  it('goes in the popup', async () => {
    const { client, browser } = await openPage({ [LINK]: { body: { url: PROVIDER } } })
    const url = await new Promise<string>((go) => {
      const popup = { go, closed: () => new Promise<void>(() => {}), close: () => {} }
      void client.startLink({ connection: 'github', current, popup })
    })
    expect(url).toBe(PROVIDER)
    expect(browser.departures).toEqual([])
  })
})

describe('a click on link stays here, and leaves no record, if', () => {
  it.each([undefined, ''])('the connection is %o: nothing is asked', async (connection) => {
    const { error, server } = await refusal({ body: { url: PROVIDER } }, { connection })
    expect(error).toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/^No connection was asked for\. [^\n]+\. [^\n]+\.$/),
    })
    expect(server.asked).toEqual([])
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no address', { redirect: true }],
    ['an empty address', { url: '', redirect: false }],
    ['an address that is no text', { url: { href: PROVIDER } }],
    ['a path', { url: '/login' }],
    ['a script', { url: 'javascript:alert("canary")' }],
    ['a page of its own making', { url: 'data:text/html,canary' }],
    ['an address in the clear', { url: 'http://github.example/?canary' }],
  ])('the server answers with %s', async (_what, body) => {
    const { error } = await refusal({ body })
    expect(error).toMatchObject({ name: 'AccountLinkingError', code: 'invalid_response' })
    expect(surface(error)).not.toContain('canary')
  })

  it.each<[string, Route, object]>([
    [
      'nobody is signed in',
      { status: 401, body: { code: 'UNAUTHORIZED' } },
      { code: 'unauthorized', status: 401 },
    ],
    [
      'the server has no such provider',
      { status: 404, body: { code: 'PROVIDER_NOT_FOUND' } },
      { code: 'not_found', serverCode: 'PROVIDER_NOT_FOUND' },
    ],
    ['the answer is lost', drop, { code: 'network' }],
  ])('%s', async (_what, route, expected) => {
    const { error } = await refusal(route)
    expect(error).toMatchObject(expected)
  })

  it('the server refuses the address to come back to, and quotes it: the state is not seen', async () => {
    const { error } = await refusal(({ body }) => ({
      status: 403,
      body: { code: 'INVALID_CALLBACK_URL', message: `Invalid callbackURL: ${JSON.parse(body).callbackURL}` },
    }))
    expect(error).toMatchObject({ code: 'forbidden', description: expect.stringContaining('state=…') })
    expect(surface(error)).not.toContain('rla_')
  })

  it('the page cannot be left', async () => {
    const memory = createMemoryBrowser(PAGE)
    const leave = (url: string) => Promise.reject(new DOMException(`No way to ${url}`, 'SecurityError'))
    const routes = { [LINK]: { body: { url: PROVIDER } } }
    const { client } = await openPage(routes, { browser: { ...memory, leave } })
    const error = await rejection(client.startLink({ connection: 'github', current }))
    expect(error).toMatchObject({ code: 'configuration' })
    expect(surface(error)).not.toContain('of-the-server')
    expect(memory.storage().length).toBe(0)
  })
})
