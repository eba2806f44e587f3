import { captureLinkReturn } from 'react-linked-accounts/core'

// Before the router and the sign-in library read the address.
captureLinkReturn()
