import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** An item of a shadcn registry. */
export interface RegistryItem {
  name: string
  type: string
  dependencies: string[]
  registryDependencies: string[]
  files: { path: string; type: string; content: string }[]
  [field: string]: unknown
}

const folder = join(import.meta.dirname, '../registry')

export const itemFile = join(folder, 'linked-accounts.json')

/** The registry item, built from its source files. */
export async function linkedAccountsItem(): Promise<RegistryItem> {
  return {
    $schema: 'https://ui.shadcn.com/schema/registry-item.json',
    name: 'linked-accounts',
    type: 'registry:block',
    title: 'Linked accounts',
    description: 'The linked accounts section of a settings page: see, link and unlink accounts.',
    dependencies: ['react-linked-accounts', '@tanstack/react-query'],
    registryDependencies: ['alert-dialog', 'badge', 'button', 'card'],
    files: await files(),
  }
}

async function files(): Promise<RegistryItem['files']> {
  const sources = join(folder, 'linked-accounts')
  const names = (await readdir(sources)).sort()
  return Promise.all(
    names.map(async (name) => ({
      path: `components/${name}`,
      type: 'registry:component',
      content: await readFile(join(sources, name), 'utf8'),
    })),
  )
}
