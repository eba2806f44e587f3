import type { Tenant } from '../../demo/tenant/index'
import type { Consumer } from './consumer'
import { expect, test } from './consumer-test'
import { linkAndUnlinkGitHub, signIn } from './visit'

const react18 = {
  react: '18.2.0',
  'react-dom': '18.2.0',
  '@types/react': '18.2.79',
  '@types/react-dom': '18.2.25',
}
const oldestQuery = { '@tanstack/react-query': '5.89.0' }

const vite: Consumer = { app: 'vite' }
const reactRouter: Consumer = { app: 'react-router', addresses: ['/settings'] }
const astro: Consumer = { app: 'astro', addresses: ['/settings'] }
const next: Consumer = { app: 'next', addresses: ['/settings', '/auth/callback'] }

const consumers: Readonly<Record<string, Consumer>> = {
  'Vite, React 19, TypeScript 7': vite,
  'Vite, React 19, TanStack Query 5.89': { ...vite, versions: oldestQuery },
  'Vite, React 18.2, TanStack Query 5.89, TypeScript 5.9': {
    ...vite,
    versions: { ...react18, ...oldestQuery, typescript: '5.9.3' },
  },
  'React Router in framework mode, React 19': reactRouter,
  'React Router in framework mode, React 18.2': { ...reactRouter, versions: react18 },
  'an Astro island, React 19': astro,
  'an Astro island, React 18.2': { ...astro, versions: react18 },
}

for (const [name, consumer] of Object.entries(consumers)) {
  test(`${name}: links and unlinks`, async ({ build, visit }) => {
    const app = await build(consumer)
    const { page, problems } = await visit()
    await signIn(page, app)
    await linkAndUnlinkGitHub(page, app)
    expect(problems).toEqual([])
  })
}

const nextApps: Readonly<Record<string, Consumer>> = {
  'React 19': next,
  // Next's own types require the types of React 19.
  'React 18.2': {
    ...next,
    versions: react18,
    edits: [['tsconfig.json', '"skipLibCheck": false', '"skipLibCheck": true']],
  },
}

for (const [name, consumer] of Object.entries(nextApps)) {
  test(`Next App Router, ${name}: links and unlinks with a list that the server has sent with the page`, async ({
    build,
    visit,
  }) => {
    const app = await build(consumer)
    const { tenant } = app
    const { page, problems } = await visit()
    await signIn(page, app)
    expect(listsAskedFor(tenant)).toEqual({ byServer: 1, byBrowser: 0 })

    await linkAndUnlinkGitHub(page, app)
    expect(problems).toEqual([])
  })
}

function listsAskedFor({ requests }: Tenant) {
  const lists = requests.filter(({ path }) => path === '/userinfo')
  const byBrowser = lists.filter(({ headers }) => headers.origin !== undefined).length
  return { byServer: lists.length - byBrowser, byBrowser }
}
