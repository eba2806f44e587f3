import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { watchAddresses } from './addresses'
import { openHost, test } from './host-test'
import { watchTraces } from './traces'

/** Puts a secret where it must not be. */
const plants: Record<string, (secret: string) => unknown> = {
  DOM: (secret) => document.body.setAttribute('data-token', secret),
  'form controls': (secret) => {
    document.body.append(Object.assign(document.createElement('input'), { value: secret }))
  },
  'window name': (secret) => {
    window.name = secret
  },
  'browser history': (secret) => {
    history.replaceState(null, '', `?at=${secret}`)
    history.pushState(null, '', '/')
  },
  'session storage': (secret) => sessionStorage.setItem('a', secret),
  'local storage': (secret) => localStorage.setItem('a', secret),
  IndexedDB: (secret) =>
    new Promise((resolve) => {
      const opening = indexedDB.open('a')
      opening.onupgradeneeded = () => opening.result.createObjectStore('b').put({ secret }, 'c')
      opening.onsuccess = resolve
    }),
  cookies: (secret) => cookieStore.set('a', secret),
  console: (secret) => console.debug('a', { secret: secret }),
  'query cache': (secret) => window.hostPage?.queryClient.setQueryData(['a'], { b: [{ secret }] }),
  'mutation cache': (secret) => {
    const queryClient = window.hostPage?.queryClient
    if (!queryClient) return
    const mutationFn = () => Promise.reject(new Error('a', { cause: new Error(secret) }))
    const mutation = queryClient.getMutationCache().build(queryClient, { mutationFn, gcTime: 60_000 })
    return mutation.execute(undefined).catch(() => {})
  },
  errors: (secret) => {
    const error = new Error('a', { cause: Object.assign(new Error('b'), { request: { secret } }) })
    window.overhear?.('errors', window.hostPage?.dump(error) ?? '')
  },
  events: (secret) =>
    window.overhear?.('events', window.hostPage?.dump(new Map([['identity', new Set([{ secret }])]])) ?? ''),
  'channel messages': (secret) =>
    new BroadcastChannel('react-linked-accounts').postMessage({ message: { secret } }),
  'window messages': (secret) => window.postMessage({ secret }, '*'),
  'referrers to other sites': async (secret) => {
    history.replaceState(null, '', `?at=${secret}`)
    // The search treats another port of this host as another site, and no server is needed there.
    await fetch('http://127.0.0.1:9/', { mode: 'no-cors', referrerPolicy: 'unsafe-url' }).catch(() => {})
    history.replaceState(null, '', '/')
  },
  'history state': (secret) => history.replaceState({ secret }, ''),
  'address and referrer': (secret) => history.replaceState(null, '', `#${secret}`),
}

test('the search for secrets finds one that was left in any of these places', async ({ page, tenant }) => {
  const traces = await watchTraces(page, tenant)
  await openHost(page)
  expect(await traces.left()).toEqual([])

  const { 'access token 1': secret = '' } = traces.secrets()
  for (const [place, plant] of Object.entries(plants)) {
    const finding = `access token 1 in ${place}`
    expect(await traces.left()).not.toContain(finding)
    await page.evaluate(plant, secret)
    await expect.poll(traces.left).toContain(finding)
  }
})

interface Way {
  /** Puts a token into a URL. If possible, removes it again immediately. */
  plant: (token: string) => unknown
  found: string
}

const ways: Record<string, Way> = {
  'a request': { plant: (token) => fetch(`/?at=${token}`), found: 'request' },
  'a picture': {
    plant: (token) => {
      new Image().src = `http://127.0.0.1:9/${token}`
    },
    found: 'request',
  },
  'the address bar': {
    plant: (token) => {
      history.replaceState(null, '', `#${token}`)
      history.replaceState(null, '', '/')
    },
    found: 'page',
  },
  'the back button': {
    plant: (token) => {
      history.replaceState(null, '', `#${token}`)
      history.pushState(null, '', '/')
    },
    found: 'history entry',
  },
  'a frame': {
    plant: (token) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: `about:blank#${token}` }))
    },
    found: 'page',
  },
  'a popup': { plant: (token) => open(`/#${token}`)?.closed, found: 'page' },
}

test('the search for tokens in URLs finds one that was sent in any of these ways', async ({
  page,
  tenant,
}) => {
  const addresses = watchAddresses(page.context())
  await openHost(page)
  for (const [way, { plant, found }] of Object.entries(ways)) {
    const token = randomUUID()
    expect(await addresses.holding({ [way]: token })).toEqual([])
    await page.evaluate(plant, token)
    await expect
      .poll(() => addresses.holding({ [way]: token }))
      .toContain(`${way} in the address of a ${found}`)
  }

  const token = randomUUID()
  tenant.fault('GET', '/avatars/old.svg', (ctx) => ctx.redirect(`/avatars/new.svg#${token}`))
  await page.evaluate((url) => fetch(url, { mode: 'no-cors' }), `${tenant.origin}/avatars/old.svg`)
  await expect
    .poll(() => addresses.holding({ 'a server': token }))
    .toContain('a server in the address of a redirect')
})
