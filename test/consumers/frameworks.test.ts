import type { Consumer } from './consumer'
import { expect, test } from './consumer-test'
import { linkGitHub, signIn, unlinkGitHub } from './visit'

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
  { name: 'Next App Router', app: 'next', addresses: ['/settings', '/auth/callback'] },
  { name: 'React Router in framework mode', app: 'react-router', addresses: ['/settings'] },
  { name: 'an Astro island', app: 'astro', addresses: ['/settings'] },
]

for (const { name, ...consumer } of consumers) {
  test(`${name}: links and unlinks`, async ({ build, visit }) => {
    const app = await build(consumer)
    const { page, problems } = await visit()
    await signIn(page, app)
    await linkGitHub(page, app.tenant)
    expect(page.url()).toBe(app.page)
    await unlinkGitHub(page, app.tenant)
    expect(problems).toEqual([])
  })
}
