import type { Page, Request } from 'playwright'
import { expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'

/** A page's requests to its tenant, by kind. A kind that was not sent is omitted. */
export type Sent = Partial<Record<'token' | 'list' | 'link' | 'unlink', number>>

const kinds: Record<string, keyof Sent> = {
  'POST /oauth/token': 'token',
  'GET /userinfo': 'list',
  'POST /login/unlink': 'unlink',
}

function count(requests: Iterable<{ method: string; path: string; isLink: boolean }>): Sent {
  const sent: Sent = {}
  for (const { method, path, isLink } of requests) {
    const kind = isLink ? 'link' : kinds[`${method} ${path}`]
    if (kind) sent[kind] = (sent[kind] ?? 0) + 1
  }
  return sent
}

/** What has reached the tenant. Only requests with the page's tokens, not those for signing in. */
export const received = (tenant: Tenant): Sent =>
  count(
    tenant.requests
      .filter(({ path, headers }) => path !== '/oauth/token' || headers.origin)
      .map(({ method, path, query }) => ({ method, path, isLink: 'access_token' in query })),
  )

/**
 * Controls the page's timers, including its request timeouts, and counts its requests from the start. Call it before the
 * page is opened.
 */
export async function watch(page: Page, tenant: Tenant) {
  const requests: { method: string; path: string; isLink: boolean }[] = []
  const underWay = new Set<Request>()
  page.on('request', (request) => {
    const { origin, pathname: path, searchParams } = new URL(request.url())
    if (origin !== tenant.origin) return
    underWay.add(request)
    requests.push({ method: request.method(), path, isLink: searchParams.has('access_token') })
  })
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  await page.clock.install()
  await page.addInitScript(() => {
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(new DOMException('The time is up.', 'TimeoutError')), ms)
      return controller.signal
    }
  })
  return {
    /** All requests of the page, after another minute in which it could have sent more. */
    async afterAMinute(): Promise<Sent> {
      // With the page's fake timers, a request that really takes a moment would time out.
      await expect.poll(() => underWay.size).toBe(0)
      await page.clock.runFor(60_000)
      return count(requests)
    },
  }
}

/** The lines in the section about the failure, including buttons. */
export async function said(page: Page): Promise<string[]> {
  const failures = page.locator(
    '[data-slot="failure"], [data-slot="list-failed"], [data-slot="stale"] > *, [data-slot="notice"]',
  )
  const lines = await failures.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const words = [...element.querySelectorAll('.la-notice-title, .la-text')].map((one) => one.textContent)
      const buttons = [...element.querySelectorAll('button')].map((one) => one.textContent)
      return [words.join(' '), ...buttons]
    }),
  )
  return lines.map((line) => line.trim()).filter(Boolean)
}

/** The text while the user has to wait before they can try again. */
export const countdown = /^Try again in \d+s$/

export const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' })

/** Waits for it, including a second attempt and a busy machine. */
export const eventually = <T>(value: () => T) => expect.poll(value, { timeout: 10_000 })
