import { describe, expect, it } from 'vitest'
import { rejection } from '../core/surface'
import { github, google, INFO, identityOf, LIST, openPage, SESSION, UNLINK } from './better-auth-page'
import { drop, type Routes } from './routes'

const list = { [LIST]: { body: [google, github] }, [INFO]: { status: 500 } }
const now = { keepalive: false }
const done = { ...list, [UNLINK]: { body: { status: true } } }

describe('unlink', () => {
  it('uses the id of the row, which the client looks up', async () => {
    const { client, server } = await openPage(done)
    await expect(client.unlink(identityOf(github), now)).resolves.toBeUndefined()
    expect(server.asked).toEqual([LIST, UNLINK])
    expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual({ accountId: 'row-1' })
    expect(server.requests[1]?.headers).not.toHaveProperty('authorization')
  })

  it("T17: uses the account's current row, even if it was linked again since the list", async () => {
    const rows = [github]
    const { client, server } = await openPage({ ...done, [LIST]: () => ({ body: rows }) })
    await client.listIdentities()
    rows[0] = { ...github, id: 'row-7' }
    await client.unlink(identityOf(github), now)
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({ accountId: 'row-7' })
  })

  it('distinguishes accounts from the same provider', async () => {
    const other = { ...github, id: 'row-8', accountId: '999' }
    const { client, server } = await openPage({ ...done, [LIST]: { body: [github, other] } })
    await client.unlink(identityOf(other), now)
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({ accountId: 'row-8' })
  })

  it('sends nothing for an account that is not linked', async () => {
    const { client, server } = await openPage({ ...done, [LIST]: { body: [google] } })
    await expect(client.unlink(identityOf(github), now)).rejects.toMatchObject({
      name: 'AccountLinkingError',
      code: 'not_found',
    })
    expect(server.asked).toEqual([LIST])
  })

  it('sends nothing if the list cannot be loaded', async () => {
    const { client, server } = await openPage({ ...done, [LIST]: { status: 503 } })
    await expect(client.unlink(identityOf(github), now)).rejects.toMatchObject({ code: 'server_error' })
    expect(server.asked).toEqual([LIST])
  })

  it.each([
    [400, 'FAILED_TO_UNLINK_LAST_ACCOUNT', 'identity_required'],
    [403, 'SESSION_NOT_FRESH', 'step_up_required'],
    [400, 'ACCOUNT_NOT_FOUND', 'not_found'],
    [403, 'UNLINK_NOT_ALLOWED', 'forbidden'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [400, 'VALIDATION_ERROR', 'rejected'],
    [429, 'TOO_MANY_REQUESTS', 'rate_limited'],
  ])('that is answered by %i %s is %s, and not sent again', async (status, serverCode, code) => {
    const refusal = { status, body: { code: serverCode, message: 'No.' } }
    const { client, server } = await openPage({ ...list, [UNLINK]: refusal })
    const error = await rejection(client.unlink(identityOf(github), now))
    expect(error).toMatchObject({ code, status, serverCode, description: 'No.' })
    expect(server.asked).toEqual([LIST, UNLINK])
  })

  it('is not sent again when the response was lost', async () => {
    const { client, server } = await openPage({ ...list, [UNLINK]: drop })
    await expect(client.unlink(identityOf(github), now)).rejects.toMatchObject({ code: 'network' })
    expect(server.asked).toEqual([LIST, UNLINK])
  })

  it('outlives the page with keepalive, and sends the cookie', async () => {
    const inits: (RequestInit | undefined)[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      inits.push(init)
      return globalThis.fetch(input, init)
    }
    const { client } = await openPage(done, { fetch })
    await client.unlink(identityOf(github), { keepalive: true })
    await client.unlink(identityOf(google), now)
    const [, kept, , plain] = inits
    expect([kept, plain]).toMatchObject([
      { credentials: 'include', keepalive: true },
      { credentials: 'include', keepalive: false },
    ])
  })

  it.each<[string, object, Routes, string]>([
    ['another user', [{ ...github, userId: 'bob' }], {}, 'wrong_user'],
    [
      'another user who has nothing linked',
      [],
      { [SESSION]: { body: { user: { id: 'bob' } } } },
      'wrong_user',
    ],
    ['nobody', [], { [SESSION]: { body: null } }, 'unauthorized'],
  ])('T1: sends nothing when the session is that of %s by now', async (_whose, rows, routes, code) => {
    const { client, server } = await openPage({ ...done, ...routes, [LIST]: { body: rows } })
    await expect(client.unlink(identityOf(github), now)).rejects.toMatchObject({ code })
    expect(server.asked).not.toContain(UNLINK)
  })
})
