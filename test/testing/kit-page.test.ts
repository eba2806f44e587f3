import { createFakeClient } from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKitPage } from '../../src/testing/kit-page'

const HOME = 'https://app.example/account'

/** Addresses with parameters that look like a callback, and belong to another library. */
const FOREIGN = [
  HOME,
  `${HOME}?code=SAVE10`,
  `${HOME}?code=x&state=other-sdk`,
  `${HOME}?error=access_denied&state=other-sdk`,
  `${HOME}#access_token=x&state=other-sdk`,
]

function openPage() {
  const fake = createFakeClient()
  return { fake, page: createKitPage(fake, fake.browser) }
}

/** A link that has come back, and was not taken up yet. */
async function leave({ fake, page }: ReturnType<typeof openPage>) {
  void page.link({ connection: 'github' })
  return fake.backend.visit({ account: 'new' })
}

afterEach(() => vi.useRealTimers())

describe('a page with the kit', () => {
  it.each(FOREIGN)('leaves %s alone while a link is pending', async (url) => {
    const { fake, page } = openPage()
    void page.link({ connection: 'github' })
    await fake.browser.departure()
    const next = page.load(url)
    expect(await next.resume()).toBeNull()
    expect(next.browser.href()).toBe(url)
  })

  it('handles a callback once, no matter how often it resumes', async () => {
    const opened = openPage()
    const next = opened.page.load(await leave(opened))
    const [first, second] = await Promise.all([next.resume(), next.resume()])
    expect([first?.status, second?.status].filter((status) => status === 'linked')).toHaveLength(1)
    expect((await next.resume())?.status).toBe('linked')
    expect(next.links.takeResults()).toHaveLength(1)
    expect(await next.load(next.browser.href()).resume()).toBeNull()
  })

  it('knows nothing about a link that was already handled, or that was not started here', async () => {
    const opened = openPage()
    const { page } = opened
    const url = await leave(opened)
    const forged = url.replace(/state=rla_[^&]*/, 'state=rla_forged')
    expect(await page.comeBack(forged)).toEqual({ status: 'missing_transaction', request: null })
    expect((await page.comeBack(url))?.status).toBe('linked')
    expect((await page.comeBack(url))?.status).toBe('missing_transaction')
  })

  it('determines the result of a link without an error only from the list', async () => {
    const { fake, page } = openPage()
    void page.link({ connection: 'github' })
    const url = await fake.backend.visit({ account: 'linked-already' })
    vi.useFakeTimers()
    vi.setTimerTickMode('nextTimerAsync')
    expect((await page.comeBack(url))?.status).toBe('unchanged')
  })

  it('gives a lagging list time to catch up', async () => {
    const opened = openPage()
    const { fake, page } = opened
    await page.list()
    fake.backend.lag()
    const url = await leave(opened)
    vi.useFakeTimers()
    vi.setTimerTickMode('nextTimerAsync')
    expect((await page.comeBack(url))?.status).toBe('linked')
  })

  it('refuses the list of another user', async () => {
    const { fake, page } = openPage()
    fake.backend.switchUser()
    await expect(page.list()).rejects.toMatchObject({ code: 'wrong_user' })
  })
})
