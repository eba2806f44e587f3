import { SignJWT } from 'jose'
import type { User } from './directory'

/** Signed access tokens: JWTs with the user as `sub`. */
export function createAccessTokens() {
  const key = crypto.getRandomValues(new Uint8Array(32))
  const users = new Map<string, User>()
  return {
    async issue(user: User): Promise<string> {
      const token = await new SignJWT({ sub: user.id, jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(key)
      users.set(token, user)
      return token
    },
    /** The user of an `Authorization` header. */
    userOf: (authorization: string) => users.get(authorization.replace('Bearer ', '')),
    revoke: (token: string) => void users.delete(token),
  }
}
