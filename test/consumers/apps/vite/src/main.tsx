import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { App } from './app'

// Runs before the sign-in library reads the URL, because a link's callback is not for that library.
if (captureLinkReturn() !== 'popup') {
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
