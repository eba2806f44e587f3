import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { HydratedRouter } from 'react-router/dom'

// Run this before the router and the sign-in library read the URL.
if (captureLinkReturn() !== 'popup') {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <HydratedRouter />
      </StrictMode>,
    )
  })
}
