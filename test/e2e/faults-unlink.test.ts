import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { type Fault, faults, type Tenant } from '../../demo/tenant/index'
import { ada, adasAcme, adasGoogle, grace, shownIdentities, unlinkIdentity } from './demo-test'
import { countdown, eventually, received, type Sent, said, tryAgain, watch } from './faulty'
import { testInProduction as test } from './host-test'

const password = 'Password account ada@example.com'
const google = 'Google account ada.lovelace@gmail.example'
const acme = 'Acme sso account @alovelace'

const linked = [ada, grace]
const unlinked = [
  { ...ada, identities: [ada.identities[0], adasAcme] },
  grace,
  {
    userId: 'google-oauth2|108204268033311374519',
    email: 'ada.lovelace@gmail.example',
    identities: [adasGoogle],
  },
]

const done = `${google} unlinked.`
const stillLinked = `Couldn't unlink ${google}. It's still linked.`
const unknown = `We couldn't confirm whether ${google} was unlinked.`

interface Cell {
  name: string
  fault: Fault
  times?: number
  /** how the list fails from then on */
  listFault?: Fault
  /** how many requests time out, after 15 seconds each */
  timeouts?: number
  announced: string
  /** what the section shows afterwards, including buttons */
  says: (string | RegExp)[]
  database: unknown
  sent: Sent
}

const gone = { announced: done, says: [], database: unlinked }

const back = (why: string, ...rest: (string | RegExp)[]) => ({
  announced: `${stillLinked} ${why}`,
  says: [`Couldn't unlink. ${why}`, ...rest],
  database: linked,
})

const unclear = {
  announced: `${unknown} Reload the page to check.`,
  says: [
    "This list might be out of date. We couldn't refresh it. You don't have permission to do this.",
    'Try again',
    "We couldn't confirm whether this account was unlinked. Reload the page to check.",
    'Try again',
  ],
}

const pretended = {
  announced: `${unknown} Reload the page to check.`,
  says: ["We couldn't confirm whether this account was unlinked. Reload the page to check.", 'Try again'],
  database: linked,
}

/** The page's own sign-in and list, the unlink, and the list that determines the result. */
const once: Sent = { token: 1, unlink: 1, list: 2 }
const lookedTwice: Sent = { token: 1, unlink: 1, list: 3 }
/** A refusal is final: no list is requested, and with a 429 none may be. */
const refused: Sent = { token: 1, unlink: 1, list: 1 }

const { delay, dropBefore, dropAfter, hangBefore, hangAfter, unauthorized, forbidden, stepUp } = faults
const { notFound, tooManyRequests, serverError, malformed, withoutCors } = faults

const goneAlready: Fault = async (ctx, next) => {
  await next()
  await notFound(ctx, next)
}

/** T7: 5xx, although the server has unlinked. */
const failsAfterwards: Fault = async (ctx, next) => {
  await next()
  await serverError(ctx, next)
}

/** T8: success, although the server has not unlinked. */
const pretends: Fault = (ctx) => {
  ctx.status = 204
}

const unreachable = back('Check your internet connection and try again.', 'Try again')
const tooSlow = back('The request timed out.', 'Try again')
const expired = back('Your session expired. Sign in again.')
const limited = back('Too many attempts. Wait a moment and try again.', countdown)

const cells: Cell[] = [
  { name: 'slow', fault: delay(300), ...gone, sent: once },
  { name: 'lost on the way there', fault: dropBefore, ...unreachable, sent: lookedTwice },
  { name: 'lost on the way back', fault: dropAfter, ...gone, sent: once },
  { name: 'never answered, and not done', fault: hangBefore, timeouts: 1, ...tooSlow, sent: lookedTwice },
  { name: 'never answered, and done', fault: hangAfter, timeouts: 1, ...gone, sent: once },
  {
    name: '401 for a revoked token',
    fault: unauthorized,
    times: 1,
    ...gone,
    sent: { token: 2, unlink: 2, list: 2 },
  },
  { name: '401 for every token', fault: unauthorized, ...expired, sent: { token: 2, unlink: 2, list: 1 } },
  { name: '403', fault: forbidden, ...back("You don't have permission to do this."), sent: refused },
  { name: '403, step-up', fault: stepUp, ...back('Sign in again to continue.'), sent: refused },
  { name: '404, listed', fault: notFound, ...back("This account wasn't found."), sent: lookedTwice },
  { name: '404, gone', fault: goneAlready, ...gone, sent: once },
  { name: 'T14: 429', fault: tooManyRequests(30), ...limited, sent: refused },
  { name: 'T7: 500 after it was done', fault: failsAfterwards, ...gone, sent: once },
  { name: 'T8: 200 that was not done', fault: pretends, ...pretended, sent: lookedTwice },
  {
    name: '500',
    fault: serverError,
    ...back('Something went wrong on our end.', 'Try again'),
    sent: lookedTwice,
  },
  { name: 'malformed', fault: malformed, ...gone, sent: once },
  { name: 'without CORS', fault: withoutCors, ...gone, sent: once },
  {
    name: 'lost on the way there, and the list refused',
    fault: dropBefore,
    listFault: forbidden,
    ...unclear,
    database: linked,
    sent: once,
  },
  {
    name: 'lost on the way back, and the list refused',
    fault: dropAfter,
    listFault: forbidden,
    ...unclear,
    database: unlinked,
    sent: once,
  },
]

test.for(cells)('an unlink, $name', async (cell, { page, tenant }) => {
  const { fault, times, listFault, timeouts = 0, announced, says, database, sent } = cell
  const traffic = await watch(page, tenant)
  await open(page)
  const stops = [tenant.fault('POST', '/login/unlink', fault, { ...(times && { times }) })]
  if (listFault) stops.push(tenant.fault('GET', '/userinfo', listFault))
  await unlinkIdentity(page, google)
  if (timeouts > 0) {
    await eventually(() => received(tenant).unlink).toBe(1)
    await page.clock.runFor(15_000)
  }

  await eventually(() => announcement(page)).toBe(announced)
  const lines = says.map((line) => (line instanceof RegExp ? expect.stringMatching(line) : line))
  await eventually(() => said(page)).toEqual(lines)
  expect(await shownIdentities(page)).toEqual(
    announced === done ? [password, acme] : [password, google, acme],
  )
  expect(await tenant.users()).toEqual(database)
  if (says.includes(countdown)) {
    expect(await tryAgain(page).getAttribute('aria-disabled')).toBe('true')
    await tryAgain(page).press('Enter')
    // T14: the row does not send a request in the meantime, either.
    await unlinkIdentity(page, google)
    await eventually(() => page.locator('[data-slot="announcer"] p').count()).toBe(2)
  }
  expect(await traffic.afterAMinute()).toEqual(sent)
  expect(received(tenant)).toEqual(sent)
  if (!says.includes('Try again') && !says.includes(countdown)) return

  for (const stop of stops) stop()
  await tryAgain(page).last().click()
  await eventually(() => announcement(page)).toBe(done)
  await eventually(() => said(page)).toEqual([])
  expect(await shownIdentities(page)).toEqual([password, acme])
  expect(await tenant.users()).toEqual(unlinked)
  expect(await traffic.afterAMinute()).toEqual({ token: 1, unlink: 2, list: (sent.list ?? 0) + 1 })
})

test('an unlink after a 401 is repeated once, with another token', async ({ page, tenant }) => {
  await open(page)
  tenant.fault('POST', '/login/unlink', unauthorized)
  await unlinkIdentity(page, google)
  await eventually(() => announcement(page)).toBe(`${stillLinked} Your session expired. Sign in again.`)

  const tokens = unlinkTokens(tenant)
  expect(tokens).toHaveLength(2)
  expect(new Set(tokens).size).toBe(2)
})

describe('an unlink without a network', () => {
  const waiting = `You're offline. ${google} will be unlinked when you reconnect.`

  test('waits for the network, and is sent once', async ({ page, context, tenant }) => {
    const traffic = await watch(page, tenant)
    await open(page)
    await context.setOffline(true)
    await unlinkIdentity(page, google)
    await pendingUnlink(page).getByText(waiting).waitFor()
    expect(await announcement(page)).toBe(waiting)
    expect(await shownIdentities(page)).toEqual([password, acme])
    expect(await traffic.afterAMinute()).toEqual({ token: 1, list: 1 })

    await context.setOffline(false)
    await eventually(() => announcement(page)).toBe(done)
    expect(await pendingUnlink(page).count()).toBe(0)
    expect(await tenant.users()).toEqual(unlinked)
    // By then, the list was a minute old, so it was requested as well.
    expect(await traffic.afterAMinute()).toEqual({ token: 1, unlink: 1, list: 3 })
  })

  test('is undone, and never sent', async ({ page, context, tenant }) => {
    const traffic = await watch(page, tenant)
    await open(page)
    await context.setOffline(true)
    await unlinkIdentity(page, google)
    await pendingUnlink(page).getByText(waiting).waitFor()
    await pendingUnlink(page)
      .getByRole('button', { name: `Undo unlinking ${google}` })
      .click()
    await eventually(() => announcement(page)).toBe(`${google} is still linked.`)
    await eventually(() => shownIdentities(page)).toEqual([password, google, acme])
    expect(await pendingUnlink(page).count()).toBe(0)

    await context.setOffline(false)
    expect(await traffic.afterAMinute()).toEqual({ token: 1, list: 1 })
    expect(await tenant.users()).toEqual(linked)
  })
})

async function open(page: Page) {
  await page.goto('/')
  await eventually(() => shownIdentities(page)).toEqual([password, google, acme])
}

const pendingUnlink = (page: Page) => page.locator('[data-slot="identity"][data-pending]')

/** The last announcement. */
const announcement = async (page: Page) =>
  (await page.locator('[data-slot="announcer"] p').allInnerTexts()).at(-1)

function unlinkTokens(tenant: Tenant): unknown[] {
  return tenant.requests
    .filter(({ path }) => path === '/login/unlink')
    .map(({ body }) => (body as { access_token?: unknown }).access_token)
}
