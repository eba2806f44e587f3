import type { Browser, Popup } from './browser'
import { AccountLinkingError, configurationError, kindOf } from './errors'
import { isLoopback } from './identity'

/** Where a link goes: by an address, or by a form post of the fields. */
export interface Departure {
  readonly url: string
  readonly form?: Readonly<Record<string, string>> | undefined
}

/** Takes the person to the provider: in the popup, else by leaving the page. Resolves as `browser.leave` does. */
export async function leaveFor(
  departure: Departure | undefined,
  browser: Browser,
  popup: Popup | undefined,
): Promise<void> {
  const { url, form } = ensurePage(departure)
  try {
    if (popup) popup.go(url, form)
    else await browser.leave(url, form)
  } catch (error) {
    // Browsers quote the address, and with it its secrets, in what they throw.
    throw configurationError(
      `The page could not be left (${kindOf(error)}).`,
      'The person signs in to the other account on a page of its own.',
      'Allow this page to navigate the window that it is shown in.',
    )
  }
}

/** A server may name the address: one that runs a script, or goes in the clear, is no page to go to. */
function ensurePage(departure: Departure | undefined): Departure {
  const address = departure?.url ?? ''
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isPage = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (departure && isPage) return departure
  throw new AccountLinkingError('invalid_response', 'There is no address of a provider to go to.')
}

/** An address with those of the parameters that have a value. */
export function withQuery(address: string, fields: Readonly<Record<string, string | undefined>>): string {
  return `${address}?${new URLSearchParams(present(fields))}`
}

/** Those of the fields that have a value. */
export function present(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]))
}
