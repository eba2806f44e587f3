import { expect } from 'vitest'
import { type Fault, faults } from '../../demo/tenant/index'
import { shownIdentities, testInProduction as test } from './demo-test'
import { countdown, eventually, received, type Sent, said, tryAgain, watch } from './faulty'

const everyone = [
  'Password account ada@example.com',
  'Google account ada.lovelace@gmail.example',
  'Acme SSO account @alovelace',
]

interface Cell {
  name: string
  fault: Fault
  times?: number
  /** how many requests time out, after 15 seconds each */
  timeouts?: number
  /** what the user sees instead of the list, including buttons; nothing if the list loads in the end */
  says: (string | RegExp)[]
  sent: Sent
}

const fails = (why: string, ...rest: (string | RegExp)[]) => ({
  says: [`Couldn't load your linked accounts. ${why}`, ...rest, 'Try again'],
})
const unreachable = fails('Check your internet connection and try again.')
const tooSlow = fails('The request timed out.')
const expired = fails('Your session expired. Sign in again.')
const limited = {
  says: ["Couldn't load your linked accounts. Too many attempts. Wait a moment and try again.", countdown],
}
const unclear = fails('We got an unexpected response.')

/** The page's own sign-in, and the list. */
const once: Sent = { token: 1, list: 1 }
/** One more attempt if the network or the server has failed. */
const twice: Sent = { token: 1, list: 2 }
const withAnotherToken: Sent = { token: 2, list: 2 }

const { delay, dropBefore, dropAfter, hangAfter, unauthorized, forbidden, stepUp } = faults
const { notFound, tooManyRequests, serverError, malformed, withoutCors } = faults

const cells: Cell[] = [
  { name: 'slow', fault: delay(300), says: [], sent: once },
  { name: 'lost once', fault: dropBefore, times: 1, says: [], sent: twice },
  { name: 'lost on the way there', fault: dropBefore, ...unreachable, sent: twice },
  { name: 'lost on the way back', fault: dropAfter, ...unreachable, sent: twice },
  { name: 'never answered', fault: hangAfter, timeouts: 2, ...tooSlow, sent: twice },
  { name: '401 for a revoked token', fault: unauthorized, times: 1, says: [], sent: withAnotherToken },
  { name: '401 for every token', fault: unauthorized, ...expired, sent: withAnotherToken },
  { name: '403', fault: forbidden, ...fails("You don't have permission to do this."), sent: once },
  { name: '403, step-up', fault: stepUp, ...fails('Sign in again to continue.'), sent: once },
  { name: '404', fault: notFound, ...fails("This account wasn't found."), sent: once },
  { name: 'T14: 429', fault: tooManyRequests(30), ...limited, sent: once },
  { name: '500 once', fault: serverError, times: 1, says: [], sent: twice },
  { name: '500', fault: serverError, ...fails('Something went wrong on our end.'), sent: twice },
  { name: 'malformed', fault: malformed, ...unclear, sent: once },
  { name: 'without CORS', fault: withoutCors, ...unreachable, sent: twice },
]

test.for(cells)('the list, $name', async ({ fault, times, timeouts = 0, says, sent }, { page, tenant }) => {
  const traffic = await watch(page, tenant)
  const stop = tenant.fault('GET', '/userinfo', fault, { ...(times && { times }) })
  await page.goto('/')
  for (let timeout = 1; timeout <= timeouts; timeout++) {
    await eventually(() => received(tenant).list).toBe(timeout)
    await page.clock.runFor(15_000)
  }

  const lines = says.map((line) => (line instanceof RegExp ? expect.stringMatching(line) : line))
  if (lines.length > 0) {
    await eventually(() => said(page)).toEqual(lines)
    // An error is never shown as an empty list.
    expect(await page.getByText('No linked accounts yet').count()).toBe(0)
    expect(await page.getByRole('list').count()).toBe(0)
  } else {
    await eventually(() => shownIdentities(page)).toEqual(everyone)
    expect(await said(page)).toEqual([])
  }
  if (says.includes(countdown)) {
    expect(await tryAgain(page).getAttribute('aria-disabled')).toBe('true')
    await tryAgain(page).press('Enter')
    // The list is not requested when the user returns to the page, either.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  }
  expect(await traffic.afterAMinute()).toEqual(sent)
  expect(received(tenant)).toEqual(sent)
  if (lines.length === 0) return

  stop()
  await tryAgain(page).click()
  await eventually(() => shownIdentities(page)).toEqual(everyone)
  expect(await said(page)).toEqual([])
  expect(await traffic.afterAMinute()).toEqual({ ...sent, list: (sent.list ?? 0) + 1 })
})
