import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router'
import 'react-linked-accounts/styles.css'
import { getQueryClient } from './query-client'

export default function Root() {
  const [queryClient] = useState(getQueryClient)
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>Settings</title>
        <Meta />
        <Links />
      </head>
      <body>
        <QueryClientProvider client={queryClient}>
          <Outlet />
        </QueryClientProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}
