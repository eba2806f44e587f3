import { expect, it } from 'vitest'
import { loadCode } from '../../src/query/load-code'

it('is an error with its own message if the code of an action cannot be loaded, and nothing was sent', async () => {
  const failed = loadCode(Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  await expect(failed).rejects.toMatchObject({ name: 'AccountLinkingError', code: 'network', unsent: true })
})
