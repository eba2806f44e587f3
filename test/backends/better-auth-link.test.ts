import { describe, expect, it } from 'vitest'
import type { BetterAuthClientOptions } from '../../src/backends/better-auth'
import type { LinkRequest } from '../../src/core/client'
import { rejection, surface } from '../core/surface'
import { LINK, openPage, PAGE, SESSION } from './better-auth-page'
import { drop, type Route } from './routes'

const PROVIDER = 'https://github.example/login?client_id=app&state=of-the-server'
const callbackUrl = `${PAGE}?link_returned=true&state=rla_state`
const transaction = { state: 'rla_state', redirectUri: PAGE, callbackUrl, data: {} }

/** What a click sends to the server. */
async function sentBy(link: LinkRequest, options: Partial<BetterAuthClientOptions> = {}) {
  const { client, server } = await openPage({ [LINK]: { body: { url: PROVIDER } } }, options)
  const redirect = await client.startLink({ connection: 'github', ...link }, transaction)
  expect(redirect).toEqual({ url: PROVIDER })
  expect(server.asked).toEqual([SESSION, LINK])
  return JSON.parse(server.requests[1]?.body ?? '')
}

describe('T1: a click on link in a page whose cookie now belongs to another user', () => {
  it.each([
    ['who signed in in another tab', { session: { token: 'canary' }, user: { id: 'bob' } }, 'wrong_user'],
    ['of nobody', null, 'unauthorized'],
  ])('(%s) links nothing to them', async (_whose, body, code) => {
    const { client, server } = await openPage({ [SESSION]: { body } })
    const error = await rejection(client.startLink({ connection: 'github' }, transaction))
    expect(error).toMatchObject({ code, unsent: true })
    expect(surface(error)).not.toContain('canary')
    expect(server.asked).toEqual([SESSION])
  })
})

describe('a click on link', () => {
  const body = {
    provider: 'github',
    callbackURL: callbackUrl,
    errorCallbackURL: callbackUrl,
    disableRedirect: true,
  }

  it.each<[string, LinkRequest, object]>([
    ['the provider and where to come back to', {}, {}],
    ['what to ask of the provider', { scopes: ['repo', 'gist'] }, { scopes: ['repo', 'gist'] }],
    ['no scopes if there are none', { scopes: [] }, {}],
    ['whom to suggest', { loginHint: 'ann@example.com' }, { loginHint: 'ann@example.com' }],
    ['how to ask', { prompt: 'consent' }, { additionalParams: { prompt: 'consent' } }],
  ])('sends %s, and goes to where the server says', async (_what, link, fields) => {
    expect(await sentBy(link)).toEqual({ ...body, ...fields })
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no address', { redirect: true }],
    ['an address that is no text', { url: { href: PROVIDER } }],
  ])('names no address, which the kit refuses, if the server answers with %s', async (_what, answer) => {
    const { client } = await openPage({ [LINK]: { body: answer } })
    expect(await client.startLink({ connection: 'github' }, transaction)).toEqual({ url: '' })
  })

  it.each<[string, Route, object]>([
    [
      'no user is signed in',
      { status: 401, body: { code: 'UNAUTHORIZED' } },
      { code: 'unauthorized', status: 401 },
    ],
    [
      'the server has no such provider',
      { status: 404, body: { code: 'PROVIDER_NOT_FOUND' } },
      { code: 'not_found', serverCode: 'PROVIDER_NOT_FOUND' },
    ],
    ['the answer is lost', drop, { code: 'network' }],
  ])('fails if %s', async (_what, route, expected) => {
    const { client } = await openPage({ [LINK]: route })
    await expect(client.startLink({ connection: 'github' }, transaction)).rejects.toMatchObject(expected)
  })

  it('does not expose the state if the server refuses the callback URL and quotes it', async () => {
    const { client } = await openPage({
      [LINK]: ({ body }) => ({
        status: 403,
        body: {
          code: 'INVALID_CALLBACK_URL',
          message: `Invalid callbackURL: ${JSON.parse(body).callbackURL}`,
        },
      }),
    })
    const error = await rejection(client.startLink({ connection: 'github' }, transaction))
    expect(error).toMatchObject({ code: 'forbidden', description: expect.stringContaining('state=…') })
    expect(surface(error)).not.toContain('rla_')
  })
})
