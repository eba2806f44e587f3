export { identitiesOptions } from './identities'
export { linkedAccountsKeys } from './keys'
export { type LinkVariables, linkOptions, linkResultOptions } from './link'
export { unlinkOptions } from './unlink'
