import type { LinkOptions, LinkResult } from '../../core/link'
import { createKitPage, type KitPage } from '../kit-page'
import { createMemoryBrowser } from '../memory-browser'
import type { ContractAccount, ContractSubject } from './subject'

/** The page of a client that has no redirect URI. */
const PAGE = 'https://app.example/account'

/** Puts the kit and the subject's client on a page. */
export function openPage({ client, browser }: ContractSubject): KitPage {
  const { redirectUri = PAGE } = client
  return createKitPage(client, browser ?? createMemoryBrowser(new URL(redirectUri, PAGE).href))
}

/** Starts a link. Resolves to the URL that it goes to, or to the result if it ended without leaving the page. */
export async function start(
  page: KitPage,
  request: LinkOptions,
): Promise<{ url: string } | { result: LinkResult | null }> {
  const { browser, links } = page
  const departure = browser.departure(browser.departures.length).then((url) => ({ url }))
  const ended = page.link(request).then(() => ({ result: links.getSnapshot().result }))
  return Promise.race([departure, ended])
}

/**
 * Starts a link and acts as the user at the provider. Resolves to the URL that they are redirected to, which is not loaded
 * yet, or to the result if the link ended without leaving the page.
 */
export async function leave(
  subject: ContractSubject,
  page: KitPage,
  account: ContractAccount,
  request: LinkOptions = { connection: subject.linkable },
): Promise<string | LinkResult | null> {
  await subject.prepare?.(account)
  const started = await start(page, request)
  return 'url' in started ? subject.visit(started.url, account) : started.result
}

/** Continues with what `leave` returned. */
export async function arrive(page: KitPage, left: string | LinkResult | null): Promise<LinkResult | null> {
  return typeof left === 'string' ? page.comeBack(left) : left
}

/** A link from click to result. */
export async function link(
  subject: ContractSubject,
  page: KitPage,
  account: ContractAccount,
  request?: LinkOptions,
): Promise<LinkResult | null> {
  return arrive(page, await leave(subject, page, account, request))
}
