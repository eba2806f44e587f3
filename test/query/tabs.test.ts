import { expect, it, vi } from 'vitest'
import { notifyTabs, subscribeToTabs } from '../../src/query/tabs'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { PAGE } from '../core/links'

const ann = { key: ['test', 'tenant'], userId: 'auth0|ann' }
const bob = { ...ann, userId: 'auth0|bob' }
const stranger = { ...ann, key: ['test', 'another'] }

it('notifies the other tabs of the same client and user, until they unsubscribe, but not the tab itself', async () => {
  const here = createMemoryBrowser(PAGE)
  const there = here.openTab(PAGE)
  const heard = { here: vi.fn(), there: vi.fn(), bob: vi.fn(), stranger: vi.fn() }
  subscribeToTabs(here, ann, heard.here)
  const stop = subscribeToTabs(there, { ...ann, key: [...ann.key] }, heard.there)
  subscribeToTabs(there, bob, heard.bob)
  subscribeToTabs(there, stranger, heard.stranger)
  notifyTabs(here, ann)
  await Promise.resolve()
  expect(Object.values(heard).map((listener) => listener.mock.calls)).toEqual([[], [[]], [], []])
  stop()
  notifyTabs(here, ann)
  await Promise.resolve()
  expect(heard.there).toHaveBeenCalledOnce()
})

it('says only that something has changed, and for whom', () => {
  const browser = createMemoryBrowser(PAGE)
  const postMessage = vi.spyOn(browser, 'postMessage')
  notifyTabs(browser, ann)
  expect(postMessage.mock.calls).toEqual([[{ type: 'changed', owner: '["test","tenant","auth0|ann"]' }]])
})

it('ignores messages from other libraries or versions', async () => {
  const browser = createMemoryBrowser(PAGE)
  const listener = vi.fn()
  subscribeToTabs(browser, ann, listener)
  const other = browser.openTab(PAGE)
  for (const message of [
    undefined,
    null,
    'changed',
    { type: 'callback' },
    { type: 'changed' },
    { type: 'changed', owner: [] },
    { type: 'changed', client: '["test","tenant"]' },
  ]) {
    other.postMessage(message)
  }
  await Promise.resolve()
  expect(listener).not.toHaveBeenCalled()
})
