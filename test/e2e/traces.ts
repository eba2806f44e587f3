import type { Page } from 'playwright'
import type { Tenant } from '../../demo/tenant/index'
import { browserHistory, conversation } from './demo-test'

/** Follows the secrets of a page's link, and where they could be left. Begin before the page is opened. */
export function watchTraces(page: Page, tenant: Tenant) {
  const said: string[] = []
  const referrers: string[] = []
  let answer = new URLSearchParams()
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('request', (request) => {
    const { referer } = request.headers()
    // The app's own server has seen the address of the return anyway.
    if (referer && new URL(referer).origin !== new URL(request.url()).origin) referrers.push(referer)
  })
  page.on('response', (response) => {
    const { location = '' } = response.headers()
    if (location.includes('state=rla_')) answer = new URLSearchParams(location.split(/[?#]/)[1])
  })

  /** The values that this link really had. */
  const secrets = (): Record<string, string> => {
    const tokens = conversation(tenant).map(
      ({ authorization, query }) => query.access_token ?? authorization?.replace('Bearer ', ''),
    )
    return Object.fromEntries([
      ...['state', 'code', 'access_token'].flatMap((name) => {
        const value = answer.get(name)
        return value ? [[`the answer’s ${name}`, value]] : []
      }),
      ...[...new Set(tokens)].map((token, index) => [`access token ${index + 1}`, token]),
      ['a provider’s own token', 'provider-secret-'],
    ])
  }

  const places = async (): Promise<Record<string, string>> => ({
    ...(await page.evaluate(() => ({
      DOM: document.documentElement.outerHTML,
      'session storage': JSON.stringify({ ...sessionStorage }),
      'local storage': JSON.stringify({ ...localStorage }),
      cookies: document.cookie,
      'history state': JSON.stringify(history.state),
    }))),
    'browser history': (await browserHistory(page)).join('\n'),
    console: said.join('\n'),
    'referrers to other sites': referrers.join('\n'),
  })

  return {
    secrets,
    /** Which secret still stands where. */
    async left(): Promise<string[]> {
      const values = Object.entries(secrets())
      return Object.entries(await places()).flatMap(([place, text]) =>
        values.filter(([, value]) => text.includes(value)).map(([name]) => `${name} in ${place}`),
      )
    },
  }
}
