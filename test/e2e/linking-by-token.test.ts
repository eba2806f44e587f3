import { expect } from 'vitest'
import {
  ada,
  adasGitHub,
  browserHistory,
  conversation,
  grace,
  link,
  list,
  testByToken as test,
} from './demo-test'
import { watchTraces } from './traces'

test('links a GitHub account by token, and leaves no token and no state behind', async ({
  page,
  demo,
  tenant,
}) => {
  const traces = await watchTraces(page, tenant)
  await page.goto('/')
  await page.getByRole('button', { name: 'Link GitHub' }).click()
  await page.getByRole('button', { name: 'ada-lovelace' }).click()
  await page.getByText('GitHub linked You can now sign in with @ada-lovelace.').waitFor()

  expect(await tenant.users()).toEqual([{ ...ada, identities: [...ada.identities, adasGitHub] }, grace])
  expect(conversation(tenant)).toEqual([
    list,
    link({ response_type: 'token', connection: 'github', redirect_uri: `${demo.origin}/` }),
    list,
  ])
  expect(await browserHistory(page)).toEqual([
    'about:blank',
    `${demo.origin}/`,
    expect.stringMatching(/\/sign-in\/[\w-]+$/),
    `${demo.origin}/`,
  ])

  expect(Object.keys(traces.secrets())).toEqual([
    'the answer’s state',
    'the answer’s access_token',
    'access token 1',
    'access token 2',
    'a provider’s own token',
  ])
  expect(await traces.left()).toEqual([])
})

test('leaves the URL clean after a canceled link by token', async ({ page, demo, tenant }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Link GitHub' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText("GitHub wasn't linked Sign-in was canceled.").waitFor()

  expect(await tenant.users()).toEqual([ada, grace])
  expect((await browserHistory(page)).at(-1)).toBe(`${demo.origin}/`)
})
