declare module 'virtual:prop-tables' {
  import type { Field } from '../scripts/docs/api'

  const tables: Record<
    'LinkedAccountsProps' | 'LinkAccountButtonProps' | 'AccountLinkingProviderProps',
    Field[]
  >
  export default tables
}
