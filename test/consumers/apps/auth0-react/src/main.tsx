import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { App } from './App'

// A popup reports to your page and closes, so the app need not start there.
if (captureLinkReturn() !== 'popup') createRoot(document.getElementById('root')!).render(<App />)
