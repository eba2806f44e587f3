import { createBetterAuthClient } from 'react-linked-accounts/better-auth'
import { betterAuthSession } from '../better-auth-session'
import type { User } from '../session'

export const session = betterAuthSession

export const createClient = (user: User) =>
  createBetterAuthClient({
    baseURL: import.meta.env.VITE_SERVER,
    redirectUri: `${location.origin}/`,
    user,
  })
