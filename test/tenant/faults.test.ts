import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faults, startTenant, type Tenant } from '../../demo/tenant/index'
import { linkUrl, signIn } from './browserless'

const app = 'http://127.0.0.1:5173'
const redirectUri = `${app}/callback`
const google = 'google-oauth2|108204268033311374519'

let tenant: Tenant
let accessToken: string

beforeEach(async () => {
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] })
  accessToken = (await signIn(tenant, redirectUri)).accessToken
})

afterEach(() => tenant.close())

const list = () =>
  fetch(`${tenant.origin}/userinfo`, { headers: { Origin: app, Authorization: `Bearer ${accessToken}` } })

const unlink = () =>
  fetch(`${tenant.origin}/login/unlink`, {
    method: 'POST',
    headers: { Origin: app, 'Content-Type': 'application/json' },
    body: JSON.stringify({ access_token: accessToken, user_id: google }),
  })

const googleIsLinked = async () => {
  const [ada] = await tenant.users()
  return ada?.identities.some(({ provider }) => provider === 'google-oauth2')
}

const received = (path: string) => tenant.requests.filter((request) => request.path === path).length

describe('a refusal prevents the unlink, and a page may read it', () => {
  test.each([
    ['unauthorized', faults.unauthorized, 401, 'invalid_token'],
    ['forbidden', faults.forbidden, 403, 'access_denied'],
    ['stepUp', faults.stepUp, 403, 'insufficient_user_authentication'],
    ['notFound', faults.notFound, 404, 'not_found'],
    ['serverError', faults.serverError, 500, 'server_error'],
  ])('%s', async (_name, fault, status, error) => {
    tenant.fault('POST', '/login/unlink', fault)
    const response = await unlink()

    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
    expect(await response.json()).toEqual({ error })
    expect(await googleIsLinked()).toBe(true)
    expect(received('/login/unlink')).toBe(1)
  })

  test('tooManyRequests, with the time to wait', async () => {
    tenant.fault('POST', '/login/unlink', faults.tooManyRequests(7))
    const response = await unlink()

    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(await googleIsLinked()).toBe(true)
  })
})

test('dropBefore closes the connection, and the request has no effect', async () => {
  tenant.fault('POST', '/login/unlink', faults.dropBefore)

  await expect(unlink()).rejects.toThrow('fetch failed')
  expect(await googleIsLinked()).toBe(true)
  expect(received('/login/unlink')).toBe(1)
})

test('dropAfter closes the connection after the request has taken effect', async () => {
  tenant.fault('POST', '/login/unlink', faults.dropAfter)

  await expect(unlink()).rejects.toThrow('fetch failed')
  expect(await googleIsLinked()).toBe(false)
  expect(received('/login/unlink')).toBe(1)
})

test.each([
  ['hangBefore', faults.hangBefore, true],
  ['hangAfter', faults.hangAfter, false],
])('%s never responds', async (_name, fault, linked) => {
  tenant.fault('POST', '/login/unlink', fault)
  const answer = unlink()
  answer.catch(() => {})
  await expect.poll(() => received('/login/unlink')).toBe(1)
  await expect.poll(googleIsLinked).toBe(linked)

  await tenant.close()
  await expect(answer).rejects.toThrow('fetch failed')
  tenant = await startTenant({ appOrigins: [app], redirectUris: [redirectUri] })
})

test('malformed executes the request, and responds with truncated JSON', async () => {
  tenant.fault('POST', '/login/unlink', faults.malformed)
  const response = await unlink()

  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  await expect(response.json()).rejects.toThrow(SyntaxError)
  expect(await googleIsLinked()).toBe(false)
})

test.each([
  ['the list', list],
  ['an unlink', unlink],
])('withoutCors does not allow a page to read %s', async (_what, request) => {
  tenant.fault('GET', '/userinfo', faults.withoutCors)
  tenant.fault('POST', '/login/unlink', faults.withoutCors)
  const response = await request()

  expect(response.status).toBe(200)
  expect(response.headers.has('access-control-allow-origin')).toBe(false)
})

test('delay waits before the request is executed', async () => {
  tenant.fault('POST', '/login/unlink', faults.delay(200))
  const begin = performance.now()
  const answer = unlink()
  await expect.poll(() => received('/login/unlink')).toBe(1)
  expect(await googleIsLinked()).toBe(true)

  expect((await answer).status).toBe(200)
  // Timers may be early by less than a millisecond.
  expect(performance.now() - begin).toBeGreaterThan(198)
  expect(await googleIsLinked()).toBe(false)
})

test.each([
  ['code', '?'],
  ['token', '#'],
])('returns sends a link by %s back with an error and its state', async (responseType, mark) => {
  tenant.fault('GET', '/authorize', faults.returns('temporarily_unavailable'))
  const url = linkUrl(tenant, {
    response_type: responseType,
    connection: 'github',
    redirect_uri: redirectUri,
    access_token: accessToken,
    state: 'xyz',
  })
  const response = await fetch(url, { redirect: 'manual' })

  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(
    `${redirectUri}${mark}error=temporarily_unavailable&state=xyz`,
  )
})

describe('a fault', () => {
  test('affects as many requests as it was set for', async () => {
    tenant.fault('GET', '/userinfo', faults.serverError, { times: 2 })

    const statuses = [await list(), await list(), await list()].map(({ status }) => status)
    expect(statuses).toEqual([500, 500, 200])
  })

  test('ends when its function is called', async () => {
    const stop = tenant.fault('GET', '/userinfo', faults.serverError)
    const during = await list()
    stop()

    expect([during.status, (await list()).status]).toEqual([500, 200])
  })

  test('affects only its own method and path', async () => {
    tenant.fault('GET', '/login/unlink', faults.serverError)
    tenant.fault('POST', '/unlink', faults.serverError)

    expect((await unlink()).status).toBe(200)
  })

  test('applies after an earlier one', async () => {
    tenant.fault('GET', '/userinfo', faults.forbidden, { times: 1 })
    tenant.fault('GET', '/userinfo', faults.notFound, { times: 1 })

    const statuses = [await list(), await list(), await list()].map(({ status }) => status)
    expect(statuses).toEqual([403, 404, 200])
  })
})
