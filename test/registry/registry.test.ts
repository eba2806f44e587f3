import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { itemFile, linkedAccountsItem } from '../../scripts/registry-item'

it('the item of the shadcn registry is that of its source files: `npm run registry` writes it', async () => {
  expect(JSON.parse(await readFile(itemFile, 'utf8'))).toEqual(await linkedAccountsItem())
})
