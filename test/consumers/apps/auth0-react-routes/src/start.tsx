import { Auth0Provider } from '@auth0/auth0-react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { Settings } from './settings'
import { tenant } from './tenant'

const router = createBrowserRouter([
  { path: '/callback', element: <p>Completing sign-in…</p> },
  { path: '/settings', element: <Settings /> },
])

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Auth0Provider
      {...tenant}
      useRefreshTokens
      cacheLocation="localstorage"
      authorizationParams={{ redirect_uri: `${location.origin}/callback` }}
      onRedirectCallback={() => void router.navigate('/settings', { replace: true })}
    >
      <RouterProvider router={router} />
    </Auth0Provider>
  </StrictMode>,
)
