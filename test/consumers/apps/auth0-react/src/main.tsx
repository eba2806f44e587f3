import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { App } from './App'

// In a popup, this reports to your page and closes the window, so the app doesn't need to start.
if (captureLinkReturn() !== 'popup') createRoot(document.getElementById('root')!).render(<App />)
