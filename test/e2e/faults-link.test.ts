import type { Page } from 'playwright'
import { expect } from 'vitest'
import { type Fault, faults } from '../../demo/tenant/index'
import { ada, adasGitHub, grace, shownIdentities, testInProduction as test } from './demo-test'
import { eventually, received, type Sent, said, watch } from './faulty'

const before = [
  'Password account ada@example.com',
  'Google account ada.lovelace@gmail.example',
  'Acme SSO account @alovelace',
]
const github = 'GitHub account @ada-lovelace'
const done = 'GitHub linked You can now sign in with @ada-lovelace.'

const untouched = [ada, grace]
const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]

const linkGitHub = (page: Page) => page.getByRole('button', { name: 'Link GitHub', exact: true })
const pickAda = (page: Page) => page.getByRole('button', { name: 'ada-lovelace' })
const notice = (page: Page) => page.locator('[data-slot="notice"][data-status]')

interface Stop {
  name: string
  fault: Fault
  /** what the user sees: the tenant's message, or only the browser's own page */
  leftWith: string | null
}

/** If the page was left for a page that is not ours, the user has to use the back button. */
const stops: Stop[] = [
  { name: 'lost on the way there', fault: faults.dropBefore, leftWith: null },
  { name: 'lost on the way back', fault: faults.dropAfter, leftWith: null },
  { name: '401', fault: faults.unauthorized, leftWith: '{"error":"invalid_token"}' },
  { name: '403', fault: faults.forbidden, leftWith: '{"error":"access_denied"}' },
  {
    name: '403 that asks for a step-up',
    fault: faults.stepUp,
    leftWith: '{"error":"insufficient_user_authentication"}',
  },
  { name: '404', fault: faults.notFound, leftWith: '{"error":"not_found"}' },
  { name: '429', fault: faults.tooManyRequests(30), leftWith: '{"error":"too_many_requests"}' },
  { name: '500', fault: faults.serverError, leftWith: '{"error":"server_error"}' },
  { name: 'malformed', fault: faults.malformed, leftWith: '{"user_id":' },
]

test.for(stops)('a link, $name: the way back works', async ({ fault, leftWith }, { page, tenant }) => {
  const traffic = await watch(page, tenant)
  await open(page)
  const stop = tenant.fault('GET', '/authorize', fault)
  await linkGitHub(page).click()
  if (leftWith === null) await eventually(() => page.url()).toBe('chrome-error://chromewebdata/')
  else await page.getByText(leftWith).waitFor()
  stop()

  await page.goBack()
  await eventually(() => shownIdentities(page)).toEqual(before)
  expect(await linkGitHub(page).getAttribute('aria-disabled')).toBe(null)
  expect(await said(page)).toEqual([])
  expect(await notice(page).count()).toBe(0)
  expect(await tenant.users()).toEqual(untouched)
  const sent = { token: 2, list: 2, link: 1 }
  expect(await traffic.afterAMinute()).toEqual(sent)
  // Without a response, the browser itself has opened the URL once more before it gave up.
  expect(received(tenant)).toEqual(leftWith === null ? { ...sent, link: expect.any(Number) } : sent)
})

test('a link after one that failed', async ({ page, tenant }) => {
  const traffic = await watch(page, tenant)
  await open(page)
  tenant.fault('GET', '/authorize', faults.serverError, { times: 1 })
  await linkGitHub(page).click()
  await page.getByText('{"error":"server_error"}').waitFor()
  await page.goBack()
  await linkGitHub(page).click()
  await pickAda(page).click()

  await notice(page).getByText(done).waitFor()
  expect(await tenant.users()).toEqual(linked)
  expect(await traffic.afterAMinute()).toEqual({ token: 3, list: 3, link: 2 })
  expect(received(tenant)).toEqual({ token: 3, list: 3, link: 2 })
})

const once: Sent = { token: 2, list: 2, link: 1 }
/** After a server error, the list determines the result; if it shows nothing new, it is requested once more. */
const lookedTwice: Sent = { token: 2, list: 3, link: 1 }
const broken = {
  says: "Couldn't finish linking. No account was linked.",
  body: 'Something went wrong on our end.',
  sent: lookedTwice,
}
const notLinked = "GitHub wasn't linked"

/** The tenant sends the user back with an error. */
const returns = [
  { error: 'temporarily_unavailable', ...broken },
  { error: 'server_error', ...broken },
  {
    error: 'invalid_request',
    says: "Couldn't link GitHub",
    body: 'The provider returned an error.',
    sent: once,
  },
  { error: 'access_denied', says: notLinked, body: 'Sign-in was canceled.', sent: once },
  {
    error: 'unauthorized',
    says: notLinked,
    body: "You don't have permission to link this account. Try a different account, verify its email, or sign in again.",
    sent: once,
  },
]

test.for(returns)('a link, sent back with $error', async ({ error, says, body, sent }, { page, tenant }) => {
  const traffic = await watch(page, tenant)
  await open(page)
  tenant.fault('GET', '/authorize', faults.returns(error), { times: 1 })
  await linkGitHub(page).click()

  await eventually(async () => (await said(page))[0]).toBe(`${says} ${body}`)
  await eventually(() => shownIdentities(page)).toEqual(before)
  expect(await tenant.users()).toEqual(untouched)
  expect(await traffic.afterAMinute()).toEqual(sent)
  expect(received(tenant)).toEqual(sent)
})

/** Faults that do not affect a navigation. */
const nuisances = [
  { name: 'slow', fault: faults.delay(300) },
  { name: 'without CORS', fault: faults.withoutCors },
]

test.for(nuisances)('a link, $name', async ({ fault }, { page, tenant }) => {
  const traffic = await watch(page, tenant)
  await open(page)
  tenant.fault('GET', '/authorize', fault, { times: 1 })
  await linkGitHub(page).click()
  await pickAda(page).click()

  await notice(page).getByText(done).waitFor()
  expect(await shownIdentities(page)).toEqual([...before, github])
  expect(await tenant.users()).toEqual(linked)
  expect(await traffic.afterAMinute()).toEqual({ token: 2, list: 2, link: 1 })
})

test('a link without a response: the buttons show it and start no other link', async ({ page, tenant }) => {
  // While a page is navigating, it can send messages but not be evaluated.
  const words: string[] = []
  page.on('console', (message) => words.push(message.text()))
  await open(page)
  await linkGitHub(page).evaluate((button) => {
    new MutationObserver(() => {
      for (const one of document.querySelectorAll<HTMLElement>('[data-slot="link-button"]')) one.click()
      console.log(button.textContent, button.getAttribute('aria-disabled'))
    }).observe(button, { subtree: true, characterData: true, childList: true })
  })
  tenant.fault('GET', '/authorize', faults.hangBefore)
  await linkGitHub(page).click({ noWaitAfter: true })

  await eventually(() => words.at(-1)).toBe('Redirecting to GitHub… true')
  await eventually(() => received(tenant)).toEqual({ token: 1, list: 1, link: 1 })
})

test('a link without a network: the page stays, says so, and can link when it is back', async ({
  page,
  context,
  tenant,
}) => {
  const traffic = await watch(page, tenant)
  await open(page)
  await context.setOffline(true)
  await linkGitHub(page).click()
  await eventually(() => said(page)).toEqual(["Couldn't start linking your account. You're offline."])
  expect(await traffic.afterAMinute()).toEqual({ token: 1, list: 1 })

  await context.setOffline(false)
  await linkGitHub(page).click()
  await page.getByRole('heading', { name: 'Sign in with GitHub' }).waitFor()
})

async function open(page: Page) {
  await page.goto('/')
  await eventually(() => shownIdentities(page)).toEqual(before)
}
