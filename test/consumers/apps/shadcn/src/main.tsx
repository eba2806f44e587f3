import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { App } from './app'

// Before the sign-in library reads the address: the callback of a link is not its own.
if (captureLinkReturn() !== 'popup') {
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
