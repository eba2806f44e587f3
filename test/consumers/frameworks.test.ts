import type { Tenant } from '../../demo/tenant/index'
import type { Consumer } from './consumer'
import { expect, test } from './consumer-test'
import { linkAndUnlinkGitHub, signIn } from './visit'

const consumers: (Consumer & { name: string })[] = [
  { name: 'Vite, React 19, TypeScript 7', app: 'vite' },
  {
    name: 'Vite, React 18.2, TanStack Query 5.89, TypeScript 5.9',
    app: 'vite',
    versions: {
      react: '18.2.0',
      'react-dom': '18.2.0',
      '@types/react': '18.2.79',
      '@types/react-dom': '18.2.25',
      '@tanstack/react-query': '5.89.0',
      typescript: '5.9.3',
    },
  },
  { name: 'React Router in framework mode', app: 'react-router', addresses: ['/settings'] },
  { name: 'an Astro island', app: 'astro', addresses: ['/settings'] },
]

for (const { name, ...consumer } of consumers) {
  test(`${name}: links and unlinks`, async ({ build, visit }) => {
    const app = await build(consumer)
    const { page, problems } = await visit()
    await signIn(page, app)
    await linkAndUnlinkGitHub(page, app)
    expect(problems).toEqual([])
  })
}

test('Next App Router: links and unlinks a list that the server has sent with the page', async ({
  build,
  visit,
}) => {
  const app = await build({ app: 'next', addresses: ['/settings', '/auth/callback'] })
  const { tenant } = app
  const { page, problems } = await visit()
  await signIn(page, app)
  expect(listsAskedFor(tenant)).toEqual({ byServer: 1, byBrowser: 0 })

  await linkAndUnlinkGitHub(page, app)
  expect(problems).toEqual([])
})

function listsAskedFor({ requests }: Tenant) {
  const lists = requests.filter(({ path }) => path === '/userinfo')
  const byBrowser = lists.filter(({ headers }) => headers.origin !== undefined).length
  return { byServer: lists.length - byBrowser, byBrowser }
}
