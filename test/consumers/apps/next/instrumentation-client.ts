import { captureLinkReturn } from 'react-linked-accounts/core'

// Run this before the router and the sign-in library read the URL.
captureLinkReturn()
