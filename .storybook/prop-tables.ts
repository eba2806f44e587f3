import type { Plugin } from 'vite'
import { readApi } from '../scripts/docs/api.js'

const ID = 'virtual:prop-tables'

/** The types whose fields are shown as props on a page of Storybook. */
const TYPES = ['LinkedAccountsProps', 'LinkAccountButtonProps', 'AccountLinkingProviderProps'] as const

/** Gives stories the props of the components, as the compiler sees them: `import tables from 'virtual:prop-tables'`. */
export function propTables(): Plugin {
  return {
    name: 'prop-tables',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined
      const api = readApi()
      return `export default ${JSON.stringify(Object.fromEntries(TYPES.map((type) => [type, api.fields(type)])))}`
    },
  }
}
