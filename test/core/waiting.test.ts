import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { listOf, listOfBob, stored } from './links'
import { MINUTES, opened, pass, reopen, request } from './windows'

beforeEach(() => {
  vi.useFakeTimers({ now: 100 * MINUTES })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('T4: a popup that looks closed', () => {
  it('is not reported as canceled: its page keeps waiting', async () => {
    const { page, popup, waiting } = await opened()
    popup.isOpen = false
    await pass(9 * MINUTES)
    expect(page.result()).toBeNull()
    expect(waiting()).not.toBeNull()
  })

  it('is received when it reports later', async () => {
    const { page, list, popup, report } = await opened()
    popup.isOpen = false
    await pass(5 * MINUTES)
    list.mockResolvedValue(listOf('github|1'))
    report()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('causes a list request immediately and on the next focus, and then no more', async () => {
    const { browser, list, popup } = await opened()
    await pass(5_000)
    browser.fire('focus')
    expect(list).not.toHaveBeenCalled()
    popup.isOpen = false
    await pass(5 * MINUTES)
    expect(list).toHaveBeenCalledOnce()
    browser.fire('focus')
    await pass(MINUTES)
    expect(list).toHaveBeenCalledTimes(2)
    browser.fire('focus')
    await pass(MINUTES)
    expect(list).toHaveBeenCalledTimes(2)
  })

  it('is linked if any later list includes the identity', async () => {
    const { page, popup } = await opened()
    page.links.onList(listOf('github|1'))
    expect(page.result()).toBeNull()
    popup.isOpen = false
    await pass(5_000)
    page.links.onList(listOf('github|1'))
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('T5: closed right after the server has linked is linked', async () => {
    const { page, list, popup, waiting } = await opened()
    list.mockResolvedValue(listOf('github|1'))
    popup.isOpen = false
    await pass(500)
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(waiting()).toBeNull()
  })

  it('is settled once, even if its report and the list arrive together', async () => {
    const { page, list, popup, report } = await opened()
    let answer = () => {}
    list.mockImplementation(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(listOf('github|1'))
        }),
    )
    popup.isOpen = false
    await pass(500)
    const first = answer
    report()
    await pass(0)
    first()
    answer()
    await pass(0)
    expect(page.links.takeResults()).toMatchObject([{ status: 'linked' }])
  })

  it('keeps waiting if the list cannot be read or belongs to another user', async () => {
    const { page, browser, list, popup, waiting } = await opened()
    list.mockRejectedValueOnce(new AccountLinkingError('network', 'Lost.'))
    popup.isOpen = false
    await pass(500)
    list.mockResolvedValueOnce(listOfBob('github|1'))
    browser.fire('focus')
    await pass(0)
    expect(list).toHaveBeenCalledTimes(2)
    expect(waiting()).not.toBeNull()
    expect(page.result()).toBeNull()
  })

  it('ends when the link expires, with the result from the list', async () => {
    const { page, list, popup, waiting } = await opened()
    popup.isOpen = false
    await pass(500)
    list.mockRejectedValueOnce(new AccountLinkingError('network', 'Lost.'))
    await pass(10 * MINUTES + 2_000)
    expect(page.result()).toMatchObject({ status: 'unverified' })
    expect(waiting()).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an account that was unlinked while the popup of its link was open', () => {
  const before = async () => listOf('github|1')

  it('is linked if it is listed again', async () => {
    const { page, report } = await opened({ listIdentities: before })
    page.links.onList(listOf())
    report()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  })

  it('is unverified if it is listed again, the server confirmed the unlink and no list arrived', async () => {
    const { page, report } = await opened({ listIdentities: before })
    page.links.onUnlinked('github|1')
    report()
    await pass(1_000)
    expect(page.result()).toMatchObject({ status: 'unverified' })
  })

  it('is unchanged if every list included it', async () => {
    const { page, report } = await opened({ listIdentities: before })
    page.links.onList(listOf('github|1', 'google|1'))
    report()
    await pass(1_000)
    expect(page.result()).toMatchObject({ status: 'unchanged' })
  })

  it('is linked if its page was reloaded in between', async () => {
    const { page, client, browser, report } = await opened({ listIdentities: before })
    page.links.onList(listOf())
    const next = await reopen(browser, client)
    report()
    await pass(0)
    expect(next.result()).toMatchObject({ status: 'linked', identity: { id: 'github|1' } })
  })
})

describe('T4: a link that the user cancels', () => {
  it('is canceled, based on a fresh list', async () => {
    const { page, list, waiting } = await opened()
    waiting()?.cancel()
    expect(waiting()).toBeNull()
    await pass(0)
    expect(list).toHaveBeenCalledOnce()
    expect(page.result()).toMatchObject({ status: 'cancelled', request })
    expect(stored(page.browser)).toEqual({})
  })

  it('is linked if the server had already linked it', async () => {
    const { page, list, waiting } = await opened()
    list.mockResolvedValue(listOf('github|1'))
    waiting()?.cancel()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'linked' })
    page.links.onList(listOf())
    expect(page.result()).toMatchObject({ status: 'linked' })
  })

  it('is canceled even without a list', async () => {
    const { page, list, waiting } = await opened()
    list.mockRejectedValue(new AccountLinkingError('network', 'Lost.'))
    waiting()?.cancel()
    await pass(0)
    expect(page.result()).toMatchObject({ status: 'cancelled' })
  })

  it('is linked after all if the popup was still open and a later list includes the identity', async () => {
    const { page, waiting } = await opened()
    waiting()?.cancel()
    await pass(0)
    page.links.onList(listOf('github|1'))
    expect(page.result()).toMatchObject({ status: 'linked' })
    expect(page.links.takeResults()).toMatchObject([{ status: 'cancelled' }, { status: 'linked' }])
  })
})
