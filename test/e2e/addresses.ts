import type { BrowserContext, Frame, Page } from 'playwright'
import { browserHistory } from './demo-test'

/** Records every URL that the browser requests, is redirected to or shows, including in popups and frames. */
export function watchAddresses(context: BrowserContext) {
  const seen: Record<string, Set<string>> = { request: new Set(), redirect: new Set(), page: new Set() }
  const see = (kind: string) => (address: string) => seen[kind]?.add(address)
  const stand = (frame: Frame) => see('page')(frame.url())
  const follow = (page: Page) => {
    page.frames().forEach(stand)
    page.on('framenavigated', stand)
  }
  context.on('request', (request) => see('request')(request.url()))
  context.on('response', (response) => see('redirect')(response.headers().location ?? ''))
  context.on('page', follow)
  context.pages().forEach(follow)

  return {
    /** Which of these secrets were in which URL. */
    async holding(secrets: Readonly<Record<string, string>>): Promise<string[]> {
      const histories = await Promise.all(context.pages().map(browserHistory))
      const addresses = Object.entries({ ...seen, 'history entry': histories.flat() })
      return Object.entries(secrets).flatMap(([name, value]) =>
        addresses
          .filter(([, all]) => [...all].some((address) => address.includes(value)))
          .map(([kind]) => `${name} in the address of a ${kind}`),
      )
    },
  }
}
