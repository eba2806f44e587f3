import type { Browser } from '../core/browser'
import type { LinkStatus } from '../core/client'
import type { IdentityList } from '../core/identity'
import { createLinkFlow, type LinkFlowOptions } from '../core/link-flow'
import { type createFakeBackend, grace } from './fake-backend'
import { answers, authorizeUrl, returnUrl } from './fake-provider'
import { createMemoryBrowser } from './memory-browser'

const CONNECTION = 'github'

/** Runs a link in advance, up to the address that it comes back to, so that taking it up ends in `status`. */
export function runLink(
  status: LinkStatus,
  options: LinkFlowOptions,
  backend: ReturnType<typeof createFakeBackend>,
): string {
  const { browser } = options
  const begin = (tab: Browser, list: IdentityList) =>
    authorizeUrl(
      browser.href(),
      createLinkFlow({ ...options, browser: tab }).begin({ connection: CONNECTION }, list),
      CONNECTION,
    )
  const leave = () => begin(browser, backend.current())

  switch (status) {
    case 'renewed': {
      const [identity] = backend.current().identities.filter(({ connection }) => connection === CONNECTION)
      const state = createLinkFlow(options).begin({ connection: CONNECTION, identity }, backend.current())
      return returnUrl(authorizeUrl(browser.href(), state, CONNECTION), answers.done)
    }
    case 'linked':
      return backend.answer(leave(), 'new')
    case 'cancelled':
      return backend.answer(leave(), 'cancel')
    case 'already_linked':
      return backend.answer(leave(), 'someone-elses')
    case 'denied':
      return returnUrl(leave(), answers.blocked)
    case 'failed':
      return returnUrl(leave(), answers.broken)
    case 'unchanged':
    case 'unverified':
      return returnUrl(leave(), answers.done)
    case 'wrong_user':
      return returnUrl(begin(browser, grace), answers.done)
    case 'missing_transaction': {
      const otherTab = createMemoryBrowser(browser.href())
      return returnUrl(begin(otherTab, backend.current()), answers.done)
    }
    case 'expired': {
      const leftFor = leave()
      backdate(browser.storage())
      return returnUrl(leftFor, answers.done)
    }
  }
}

/** Sets the start of every pending link to 1970. */
function backdate(storage: ReturnType<Browser['storage']>): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  for (const key of keys) {
    storage.setItem(key, JSON.stringify({ ...JSON.parse(storage.getItem(key) ?? ''), startedAt: 0 }))
  }
}
