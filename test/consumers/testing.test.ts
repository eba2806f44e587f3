import { test } from './consumer-test'

test('the tests of a page pass in Vitest and in Jest, with jsdom', async ({ install }) => {
  const app = await install({ app: 'testing' })
  await app.script('typecheck')
  await app.script('test:vitest')
  await app.script('test:jest')
})
