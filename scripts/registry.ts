import { writeFile } from 'node:fs/promises'
import { itemFile, linkedAccountsItem } from './registry-item'

await writeFile(itemFile, `${JSON.stringify(await linkedAccountsItem(), null, 2)}\n`)
