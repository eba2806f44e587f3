import { vi } from 'vitest'
import type { AccountLinkingClient } from '../../src/core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../src/core/errors'
import { callbackOf, clientOf, listOf, load, openPage } from './links'

export const MINUTES = 60_000
export const request = { connection: 'github' }

/** A page that was left for a link. */
export async function away(overrides: Partial<AccountLinkingClient> = {}, link = request) {
  const page = openPage(clientOf(overrides))
  void page.link(link)
  await page.browser.departure()
  await vi.advanceTimersByTimeAsync(0)
  return page
}

/** Returns from there, after the time that a list may lag. */
export async function comeBack(
  page: Awaited<ReturnType<typeof away>>,
  overrides: Partial<AccountLinkingClient> = {},
  parameters?: string,
) {
  const client = { ...page.context.client, ...overrides }
  const loading = load(page, client, callbackOf(page, parameters))
  await vi.advanceTimersByTimeAsync(1_000)
  return loading
}

export const listing = (...ids: string[]) => ({ listIdentities: vi.fn(async () => listOf(...ids)) })
export const failing = (code: AccountLinkingErrorCode) => () =>
  Promise.reject(new AccountLinkingError(code, 'It did not work.'))
