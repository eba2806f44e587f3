import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import type { IdentityList } from '../../src/core/identity'
import { clientOf, github, identityOf, inTurn, listOf, load, openPage, settle, stored } from './links'
import { rejection } from './surface'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-31T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

it('is linked without a redirect if the client returns none', async () => {
  const client = clientOf({
    startLink: async () => null,
    listIdentities: vi.fn().mockResolvedValueOnce(listOf()).mockResolvedValue(listOf('github|1')),
  })
  const page = openPage(client)
  await page.link(github)
  expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  expect(page.browser.departures).toEqual([])
  expect(stored(page.browser)).toEqual({})
})

it('is linked without a redirect whatever its redirect URI is', async () => {
  const client = clientOf({
    redirectUri: 'http://127.0.0.1:3000/account',
    startLink: async () => null,
    listIdentities: vi.fn().mockResolvedValueOnce(listOf()).mockResolvedValue(listOf('github|1')),
  })
  const page = openPage(client)
  await page.link(github)
  expect(page.result()).toMatchObject({ status: 'linked' })
})

describe('without a redirect, while the earlier list is loading', () => {
  const inPlace = (settings = {}) =>
    openPage(
      clientOf({ startLink: async () => null, listIdentities: async () => listOf('github|1') }),
      settings,
    )
  const linked = async (settings = {}) => {
    const page = inPlace(settings)
    void page.link(github)
    await vi.advanceTimersByTimeAsync(1_000)
    return page
  }

  it('is unverified if that list includes the account: it may be new', async () => {
    const page = await linked({ cachedList: () => listOf() })
    expect(page.result()).toMatchObject({ status: 'unverified' })
    page.links.onList(listOf('github|1'))
    expect(page.result()).toMatchObject({ status: 'unverified' })
    page.links.onList(listOf('github|1', 'github|2'))
    expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|2' } })
  })

  it('is unverified if the page has never had a list', async () => {
    expect((await linked()).result()).toMatchObject({ status: 'unverified' })
  })

  it('is unchanged if an earlier list includes the account, no matter how old', async () => {
    const page = await linked({ cachedList: () => listOf('github|1') })
    expect(page.result()).toMatchObject({ status: 'unchanged' })
  })

  it('is reconnected if that was requested', async () => {
    const page = inPlace()
    await page.link({ reconnect: identityOf('github|1') })
    expect(page.result()).toMatchObject({ status: 'reconnected' })
  })

  it('is linked if another list lacked the account in the meantime', async () => {
    let done = (_redirect: null) => {}
    const startLink = () =>
      new Promise<null>((resolve) => {
        done = resolve
      })
    const page = openPage(clientOf({ startLink, listIdentities: async () => listOf('github|1') }))
    void page.link(github)
    await settle()
    page.links.onList(listOf())
    done(null)
    await settle()
    expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  })
})

describe('without a redirect, whose response is lost', () => {
  const lost = new AccountLinkingError('timeout', 'The SDK did not answer.')
  const losing = (listIdentities: () => Promise<IdentityList>) =>
    openPage(clientOf({ startLink: () => Promise.reject(lost), listIdentities }))

  it('is linked if the list includes the identity', async () => {
    const listIdentities = vi.fn(inTurn(listOf(), listOf('github|1')))
    const page = losing(listIdentities)
    await page.link(github)
    expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
    expect(listIdentities).toHaveBeenCalledTimes(2)
    expect(stored(page.browser)).toEqual({})
  })

  it.each<[string, () => Promise<IdentityList>]>([
    ['shows nothing new', async () => listOf()],
    ['shows another connection only', inTurn(listOf(), listOf('google|1'))],
    ['cannot be had', () => Promise.reject(new AccountLinkingError('network', 'No list.'))],
  ])('rejects with what startLink did if the list %s', async (_what, listIdentities) => {
    const page = losing(listIdentities)
    expect(await rejection(page.link(github))).toBe(lost)
    expect(page.result()).toBeNull()
    expect(stored(page.browser)).toEqual({})
  })
})

it('T12: without a redirect, the list determines the result if the page is reloaded before the list arrives', async () => {
  const hanging = new Promise<never>(() => {})
  const client = clientOf({ startLink: async () => null })
  const page = openPage(client, { freshList: () => hanging })
  void page.link(github)
  await settle()
  const next = await load(page, clientOf({ listIdentities: async () => listOf('github|1') }))
  expect(next.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
})
