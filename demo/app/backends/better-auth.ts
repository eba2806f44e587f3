import { createBetterAuthClient } from 'react-linked-accounts/better-auth'
import { betterAuthSession } from '../better-auth-session'
import type { Person } from '../session'

export const session = betterAuthSession

export const createClient = (user: Person) =>
  createBetterAuthClient({
    baseURL: import.meta.env.VITE_SERVER,
    redirectUri: `${location.origin}/`,
    user,
  })
