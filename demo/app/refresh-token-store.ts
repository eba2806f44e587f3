import type { StateStore } from 'oidc-client-ts'

/**
 * Keeps the tab's refresh token through a reload, so that the user stays signed in, and everything else in memory.
 *
 * With only the tenant's session, a reload would sign in whoever signed in to the tenant last, and after a link with a
 * second sign-in, that is the other account.
 */
export class RefreshTokenStore implements StateStore {
  private readonly users = new Map<string, string>()

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {}

  async set(key: string, user: string): Promise<void> {
    this.users.set(key, user)
    const { refresh_token, scope, profile } = JSON.parse(user)
    if (!refresh_token) return this.storage.removeItem(key)
    const expired = { refresh_token, scope, profile, access_token: '', token_type: 'Bearer', expires_at: 0 }
    this.storage.setItem(key, JSON.stringify(expired))
  }

  async get(key: string): Promise<string | null> {
    return this.users.get(key) ?? this.storage.getItem(key)
  }

  async remove(key: string): Promise<string | null> {
    const user = await this.get(key)
    this.users.delete(key)
    this.storage.removeItem(key)
    return user
  }

  async getAllKeys(): Promise<string[]> {
    return [...this.users.keys()]
  }
}
