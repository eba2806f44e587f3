import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hearTabs, tellTabs } from '../../src/core/tabs'
import { Channel, stubPage } from './page'

beforeEach(() => {
  stubPage()
})

afterEach(() => {
  Channel.open.clear()
  vi.unstubAllGlobals()
})

/** The same code in another tab. */
async function anotherTab() {
  vi.resetModules()
  return import('../../src/core/tabs')
}

it('tells the other tabs of the same client, and not the tab itself', async () => {
  const [client, stranger] = [createFakeClient(), createFakeClient()]
  const other = await anotherTab()
  const [here, there, elsewhere] = [vi.fn(), vi.fn(), vi.fn()]
  hearTabs(client, here)
  const stop = other.hearTabs({ ...client }, there)
  other.hearTabs(stranger, elsewhere)
  tellTabs(client)
  expect([here, there, elsewhere].map((heard) => heard.mock.calls)).toEqual([[], [[]], []])
  stop()
  tellTabs(client)
  expect(there).toHaveBeenCalledOnce()
})

it('says that something has changed, and for whom, and nothing else', () => {
  const client = createFakeClient()
  const heard: unknown[] = []
  new Channel('react-linked-accounts').onmessage = ({ data }) => heard.push(data)
  tellTabs(client)
  expect(heard).toEqual([
    { from: expect.any(Number), message: { type: 'changed', client: JSON.stringify(client.key) } },
  ])
})

it('hears nothing in what other libraries, or other versions, might say', () => {
  const client = createFakeClient()
  const heard = vi.fn()
  hearTabs(client, heard)
  const channel = new Channel('react-linked-accounts')
  const words = [
    undefined,
    null,
    'changed',
    { type: 'returned' },
    { type: 'changed' },
    { type: 'changed', client: [] },
  ]
  for (const message of words) channel.postMessage({ from: 0, message })
  expect(heard).not.toHaveBeenCalled()
})

it('does nothing where there is no page', () => {
  vi.unstubAllGlobals()
  const client = createFakeClient()
  expect(() => tellTabs(client)).not.toThrow()
  expect(() => hearTabs(client, () => {})()).not.toThrow()
})
