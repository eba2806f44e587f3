import { captureLinkReturn } from 'react-linked-accounts/core'

// The router reads the URL as soon as its module loads, so load it after this call.
if (captureLinkReturn() !== 'popup') void import('./start')
