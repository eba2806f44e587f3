import type { Page } from 'playwright'
import type { Tenant } from '../../demo/tenant/index'
import { watchAddresses } from './addresses'
import { browserHistory } from './demo-test'
import { classicSecrets, type KnownSecrets, type Secrets } from './secrets'

/** Records the secrets of classic links, and where they could be left. Call it before the page is opened. */
export async function watchTraces(page: Page, tenant: Tenant) {
  const known = classicSecrets(page.context(), tenant)
  const secrets = (): Secrets => allOf(known())
  return { ...(await searchFor(known, page)), secrets }
}

/** Records where secrets could be left. Call it before the page is opened. */
export async function searchFor(known: () => KnownSecrets | Promise<KnownSecrets>, page: Page) {
  const context = page.context()
  const addresses = watchAddresses(context)
  const heard: Record<string, string[]> = { console: [], 'referrers to other sites': [] }
  const hear = (place: string, content: string) => {
    heard[place] = [...(heard[place] ?? []), content]
  }
  context.on('console', (message) => hear('console', message.text()))
  context.on('weberror', (error) => hear('console', String(error.error().stack)))
  context.on('request', (request) => {
    const { referer } = request.headers()
    // The app's own server has already seen the callback URL.
    if (!referer || new URL(referer).origin === new URL(request.url()).origin) return
    hear('referrers to other sites', referer)
  })
  await context.exposeFunction('overhear', hear)
  await context.addInitScript(() => {
    const tell = (place: string) => (event: MessageEvent) =>
      window.overhear?.(place, JSON.stringify(event.data) ?? '')
    new BroadcastChannel('react-linked-accounts').addEventListener('message', tell('channel messages'))
    window.addEventListener('message', tell('window messages'))
  })

  const places = async (): Promise<Record<string, string>> => ({
    ...(await page.evaluate(look)),
    'browser history': (await browserHistory(page)).join('\n'),
    cookies: JSON.stringify(await context.cookies(page.url())),
    ...Object.fromEntries(Object.entries(heard).map(([place, contents]) => [place, contents.join('\n')])),
  })

  return {
    /** Where something was recorded, so that a test can check that there was something to search. */
    heard: () => Object.keys(heard),
    /** Which secrets are still left, and where. */
    async left(): Promise<string[]> {
      const values = Object.entries(allOf(await known()))
      return Object.entries(await places()).flatMap(([place, text]) =>
        values.filter(([, value]) => text.includes(value)).map(([name]) => `${name} in ${place}`),
      )
    },
    /** Which tokens have ever been in a URL, and in which. */
    inAddresses: async (): Promise<string[]> => addresses.holding((await known()).tokens),
  }
}

const allOf = ({ passing, tokens }: KnownSecrets): Secrets => ({ ...passing, ...tokens })

/** Runs in the page: everything that scripts can see there. */
async function look(): Promise<Record<string, string>> {
  const result = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const stored: unknown[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await result(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store)
      stored.push(name, store, await result(objects.getAll()), await result(objects.getAllKeys()))
    }
    database.close()
  }
  const controls = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
  // The demo page does not expose its internals.
  const inside = window.hostPage
  return {
    DOM: document.documentElement.outerHTML,
    'form controls': controls.map(({ value }) => value).join('\n'),
    'window name': window.name,
    'address and referrer': `${location.href}\n${document.referrer}`,
    'session storage': JSON.stringify({ ...sessionStorage }),
    'local storage': JSON.stringify({ ...localStorage }),
    IndexedDB: JSON.stringify(stored),
    'history state': JSON.stringify(history.state),
    ...(inside && {
      'query cache': inside.dump(inside.queryClient.getQueryCache().getAll()),
      'mutation cache': inside.dump(inside.queryClient.getMutationCache().getAll()),
    }),
  }
}
