import { focusManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import { identitiesOptions, linkOptions } from 'react-linked-accounts/query'
import { createMemoryBrowser } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { followTabs, notifyTabs } from '../../src/query/tabs'
import { github, google, listOf, pass, serverByHand } from './page-by-hand'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

/** A page that shows the list, whose host has this default, and another tab that changes it. */
async function twoTabs(refetchOnWindowFocus = true) {
  const { lists, clientOf } = serverByHand()
  const client = clientOf('two tabs')
  const browser = createMemoryBrowser('https://app.example/account')
  const queryClient = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus } } })
  queryClient.mount()
  onTestFinished(() => queryClient.unmount())
  const options = identitiesOptions(client, { browser })
  onTestFinished(new QueryObserver(queryClient, options).subscribe(() => {}))
  const stop = followTabs(queryClient, client, browser)
  onTestFinished(stop)
  await pass()
  await lists.answer(listOf(github, google))
  const other = browser.openTab('https://app.example/other')
  return {
    lists,
    stop,
    async changeElsewhere(times = 1) {
      for (let time = 0; time < times; time += 1) {
        notifyTabs(other, client)
        await pass()
      }
    },
    async openPopup() {
      browser.allowPopups()
      const mutation = queryClient.getMutationCache().build(queryClient, linkOptions(client, { browser }))
      await mutation.execute({ connection: 'github', display: 'popup' })
    },
    shown: () => queryClient.getQueryData(options.queryKey)?.identities,
  }
}

it('a list that other tabs change 300 times is requested once more after the request in flight', async () => {
  const { lists, changeElsewhere, shown } = await twoTabs()
  await changeElsewhere(300)
  expect(lists.count).toBe(2)
  await lists.answer(listOf(google, github))
  expect(lists.count).toBe(3)
  await lists.answer(listOf(google))
  expect(lists.count).toBe(3)
  expect(shown()).toEqual([google])
})

it.each([true, false])(
  'a hidden page asks when it is seen again, once (host refetches: %s)',
  async (host) => {
    const { lists, changeElsewhere, shown } = await twoTabs(host)
    focusManager.setFocused(false)
    await changeElsewhere(3)
    expect(lists.count).toBe(1)
    focusManager.setFocused(true)
    await pass()
    expect(lists.count).toBe(2)
    await lists.answer(listOf(google))
    expect(shown()).toEqual([google])
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await pass()
    expect(lists.count).toBe(2)
  },
)

it('a hidden page with an open popup requests the list immediately', async () => {
  const { lists, changeElsewhere, openPopup } = await twoTabs()
  await openPopup()
  focusManager.setFocused(false)
  await changeElsewhere()
  expect(lists.count).toBe(2)
})

it('a page that stopped following requests nothing', async () => {
  const { lists, changeElsewhere, stop } = await twoTabs(false)
  focusManager.setFocused(false)
  await changeElsewhere()
  stop()
  focusManager.setFocused(true)
  await changeElsewhere()
  expect(lists.count).toBe(1)
})
