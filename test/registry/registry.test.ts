import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { itemFile, linkedAccountsItem } from '../../scripts/registry-item'

it('the item of the shadcn registry is up to date: `npm run registry` writes it', async () => {
  expect(JSON.parse(await readFile(itemFile, 'utf8'))).toEqual(await linkedAccountsItem())
})
