import { captureLinkReturn } from 'react-linked-accounts/core'

// The router reads the address as soon as its module is loaded, so it is loaded after this.
if (captureLinkReturn() !== 'popup') void import('./start')
