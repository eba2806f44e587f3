import type { ReactNode } from 'react'

export interface HostAppProps {
  scheme: 'light' | 'dark'
  /** The card of the kit. */
  children: ReactNode
}
