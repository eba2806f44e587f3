export { identitiesOptions } from './identities'
export { linkedAccountsKeys } from './keys'
export { type LinkOptions, type LinkVariables, linkOptions, linkResultOptions } from './link'
export { type UnlinkOptions, type UnlinkOutcome, unlinkOptions } from './unlink'
