import type { Page } from 'playwright'
import { expect } from 'vitest'
import { type Fault, faults } from '../../demo/tenant/index'
import { ada, adasGitHub, grace, shownIdentities, testInProduction as test } from './demo-test'
import { countdown, eventually, received, type Sent, said, tryAgain, watch } from './faulty'

const before = [
  'Password account ada@example.com',
  'Google account ada.lovelace@gmail.example',
  'Acme SSO account @alovelace',
]
const github = 'GitHub account @ada-lovelace'
const done = 'GitHub linked You can now sign in with @ada-lovelace.'
const linked = [{ ...ada, identities: [...ada.identities, adasGitHub] }, grace]

const linkGitHub = (page: Page) => page.getByRole('button', { name: 'Link GitHub', exact: true })
const pickAda = (page: Page) => page.getByRole('button', { name: 'ada-lovelace' })
const notice = (page: Page) => page.locator('[data-slot="notice"][data-status]')

interface Return {
  name: string
  fault: Fault
  why: string
  waits?: boolean
  sent: Sent
}

/** The link has succeeded, but the list that would prove it fails. */
const unproven: Return[] = [
  {
    name: 'lost',
    fault: faults.dropBefore,
    why: 'Check your internet connection and try again.',
    sent: { token: 2, list: 3, link: 1 },
  },
  {
    name: '401 for every token',
    fault: faults.unauthorized,
    why: 'Your session expired. Sign in again.',
    sent: { token: 3, list: 3, link: 1 },
  },
  {
    name: '403',
    fault: faults.forbidden,
    why: "You don't have permission to do this.",
    sent: { token: 2, list: 2, link: 1 },
  },
  {
    name: '429',
    fault: faults.tooManyRequests(30),
    why: 'Too many attempts. Wait a moment and try again.',
    waits: true,
    sent: { token: 2, list: 2, link: 1 },
  },
  {
    name: '500',
    fault: faults.serverError,
    why: 'Something went wrong on our end.',
    sent: { token: 2, list: 3, link: 1 },
  },
  {
    name: 'malformed',
    fault: faults.malformed,
    why: 'We got an unexpected response.',
    sent: { token: 2, list: 2, link: 1 },
  },
]

test.for(unproven)('the list after a link, $name', async ({ fault, why, waits, sent }, { page, tenant }) => {
  const traffic = await watch(page, tenant)
  await open(page)
  await linkGitHub(page).click()
  await pickAda(page).waitFor()
  const stop = tenant.fault('GET', '/userinfo', fault)
  await pickAda(page).click()

  const unverified = "We couldn't confirm that your account was linked"
  await eventually(() => said(page)).toEqual([
    `${unverified} ${why}`,
    `Couldn't load your linked accounts. ${why}`,
    waits ? expect.stringMatching(countdown) : 'Try again',
  ])
  expect(await tenant.users()).toEqual(linked)
  expect(await traffic.afterAMinute()).toEqual(sent)
  expect(received(tenant)).toEqual(sent)

  stop()
  await tryAgain(page).click()
  await eventually(() => shownIdentities(page)).toEqual([...before, github])
  // T5: the result is checked again with the list that arrived.
  await notice(page).getByText(done).waitFor()
  expect(await traffic.afterAMinute()).toEqual({ ...sent, list: (sent.list ?? 0) + 1 })
})

async function open(page: Page) {
  await page.goto('/')
  await eventually(() => shownIdentities(page)).toEqual(before)
}
