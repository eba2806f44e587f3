import type { LinkOptions, LinkResult } from '../../core/link'
import { createKitPage, type KitPage } from '../kit-page'
import { createMemoryBrowser } from '../memory-browser'
import type { ContractAccount, ContractSubject } from './subject'

/** The page of a client that names no address of its own. */
const PAGE = 'https://app.example/account'

/** Puts the kit and the subject's client on a page. */
export function openPage({ client, browser }: ContractSubject): KitPage {
  const { redirectUri = PAGE } = client
  return createKitPage(client, browser ?? createMemoryBrowser(new URL(redirectUri, PAGE).href))
}

/**
 * Starts a link and plays the user at the provider. Resolves to the address that they are redirected to, which is not
 * loaded yet, or to the result if the link ended without leaving the page.
 */
export async function leave(
  subject: ContractSubject,
  page: KitPage,
  account: ContractAccount,
  request: LinkOptions = { connection: subject.linkable },
): Promise<string | LinkResult | null> {
  await subject.prepare?.(account)
  const { browser, links } = page
  const departure = browser.departure(browser.departures.length)
  const url = await Promise.race([departure, page.link(request).then(() => null)])
  return url === null ? links.getSnapshot().result : subject.visit(url, account)
}

/** Takes up what `leave` has led to. */
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
