import type { ReactNode } from 'react'
import 'react-linked-accounts/styles.css'
import { Providers } from './providers'

export const metadata = { title: 'Settings', referrer: 'no-referrer', icons: 'data:,' } as const

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
