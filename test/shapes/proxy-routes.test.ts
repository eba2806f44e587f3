import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MANAGED, newAccount } from './common/directory'
import { createSetting } from './common/setting'
import { createProxyClient } from './proxy/client'
import { createProxyServer } from './proxy/server'
import { APP } from './world'

const RETURN_TO = `${APP}/settings?state=rla_1`
const transaction = { state: 'rla_1', redirectUri: `${APP}/settings`, callbackUrl: RETURN_TO, data: {} }
const now = { keepalive: false }

const document = readFileSync(resolve(import.meta.dirname, '../../docs/own-client.md'), 'utf8')

interface Exchange {
  request: string
  answer: string
}

/** A page with the client, signed in as a user with one account, and its last request and response. */
async function openProxy() {
  const setting = await createSetting()
  const { agent, directory, provider, linkable } = setting
  const { ann, bob } = directory
  ann.accounts = ann.accounts.slice(0, 1)
  const { row = '', email = '' } = ann.accounts[0] ?? {}
  const server = await createProxyServer(provider, directory)
  onTestFinished(async () => void (await Promise.all([server.close(), provider.close()])))
  const last: Exchange = { request: '', answer: '' }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await agent.fetch(input, init)
    const path = String(input).replace(server.origin, '')
    last.request = [`${init?.method} ${path}`, init?.body].filter(Boolean).join(' ')
    last.answer = [response.status, await response.clone().text()].filter(Boolean).join(' ')
    return response
  }
  const client = createProxyClient({ base: server.origin, userId: ann.id, fetch })
  const signIn = (user = ann) => agent.setCookie('sid', server.signIn(user))
  signIn()
  return {
    ...setting,
    server,
    client,
    signIn,
    signOut: () => agent.setCookie('sid', 'none'),
    bob: () => signIn(bob),
    /** Starts a link, and returns the provider's URL. */
    async start(callbackUrl = RETURN_TO) {
      const redirect = await client.startLink({ connection: linkable }, { ...transaction, callbackUrl })
      return redirect?.url ?? ''
    },
    /** What a call sends and receives, with readable names. */
    async exchange(call: () => Promise<unknown>): Promise<Exchange> {
      await call().catch(() => {})
      const legible = (text: string) =>
        text
          .replaceAll(ann.id, 'u1')
          .replaceAll(row, 'a1')
          .replaceAll(email, 'ada@example.com')
          .replaceAll(RETURN_TO, 'https://app.example.com/settings?state=…')
          .replace(/"url":"[^"]+"/, '"url":"https://github.com/login/oauth/authorize?…"')
      return { request: `\`${legible(last.request)}\``, answer: `\`${legible(last.answer)}\`` }
    },
  }
}

it('docs/own-client.md shows the actual requests and responses', async () => {
  const proxy = await openProxy()
  const { client, start, exchange } = proxy
  const { ann } = proxy.directory
  const unlink = (id = ann.accounts[0]?.row ?? '') =>
    client.unlink({ id, provider: '', connection: '', primary: false, profile: {} }, now)

  const listed = await exchange(client.listIdentities)
  const started = await exchange(start)
  const lastOne = await exchange(unlink)
  const wrongReturn = await exchange(() => start('https://elsewhere.test/'))
  proxy.bob()
  const changed = await exchange(start)
  const notLinked = await exchange(unlink)
  proxy.signOut()
  const signedOut = await exchange(client.listIdentities)
  proxy.signIn()
  proxy.directory.link(ann, MANAGED, newAccount('ann'))
  const managed = await exchange(() => unlink(ann.accounts[1]?.row))
  const unlinked = await exchange(unlink)

  const row = (success: Exchange, ...refusals: Exchange[]) =>
    `| ${success.request} | ${success.answer} | ${refusals.map(({ answer }) => answer).join(', ')} |`
  expect(document).toContain(row(listed, signedOut))
  expect(document).toContain(row(started, wrongReturn, changed))
  expect(document).toContain(row(unlinked, lastOne, managed, notLinked))
})

describe('the callback', () => {
  it('redirects to the URL that the page sent', async () => {
    const { start, visit, directory } = await openProxy()
    expect(await visit(await start(), 'new')).toBe(RETURN_TO)
    expect(directory.ann.accounts).toHaveLength(2)
    expect(await visit(await start(), 'cancel')).toBe(`${RETURN_TO}&error=access_denied`)
    expect(await visit(await start(), 'someone-elses')).toBe(`${RETURN_TO}&error=taken`)
    expect(directory.ann.accounts).toHaveLength(2)
  })

  it("links nothing in another user's session, or without a session", async () => {
    const { start, visit, directory, ...proxy } = await openProxy()
    const [first, second] = [await start(), await start()]
    proxy.bob()
    expect(await visit(first, 'new')).toBe(`${RETURN_TO}&error=session_changed`)
    proxy.signOut()
    expect(await visit(second, 'new')).toBe(`${RETURN_TO}&error=signed_out`)
    expect(directory.ann.accounts).toHaveLength(1)
    expect(directory.bob.accounts).toHaveLength(1)
  })

  it('accepts a state once', async () => {
    const { start, agent, provider, accountOf, linkable } = await openProxy()
    const chosen = provider.choose(await start(), accountOf('new', linkable))
    const callback = (await fetch(chosen, { redirect: 'manual' })).headers.get('location') ?? ''
    expect((await agent.visit(callback)).url).toBe(RETURN_TO)
    expect(await agent.visit(callback)).toEqual({ url: callback, status: 400 })
  })
})

it('starts no link that would return to another site', async () => {
  const { start } = await openProxy()
  const elsewhere = [
    'https://elsewhere.test/',
    '//elsewhere.test/',
    `${APP}.elsewhere.test/`,
    `${APP}@elsewhere.test/`,
  ]
  for (const returnTo of elsewhere) {
    await expect(start(returnTo)).rejects.toMatchObject({ code: 'rejected', serverCode: 'wrong_return' })
  }
})

it.each(['https://elsewhere.test', 'null', undefined])(
  'changes nothing for a page of the origin %s',
  async (origin) => {
    const { server, directory } = await openProxy()
    const { ann } = directory
    directory.link(ann, 'gitlab', newAccount('ann'))
    const headers = { cookie: `sid=${server.signIn(ann)}`, ...(origin !== undefined && { origin }) }
    const link = JSON.stringify({ provider: 'github', userId: ann.id, returnTo: RETURN_TO })
    const attempts = [
      fetch(`${server.origin}/linked-accounts`, { method: 'POST', headers, body: link }),
      fetch(`${server.origin}/linked-accounts/${ann.accounts[0]?.row}`, { method: 'DELETE', headers }),
    ]
    for (const answer of await Promise.all(attempts)) {
      const refusal = `${answer.status} ${await answer.text()}`
      expect(refusal).toBe('403 {"code":"wrong_origin"}')
      expect(document).toContain(`\`${refusal}\``)
    }
    expect(ann.accounts).toHaveLength(2)
  },
)
