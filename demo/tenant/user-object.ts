import type { StoredIdentity, User } from './user'

/** A user in the format of the legacy `/userinfo` and of the Management API. */
export function userObject(user: User, issuers: ReadonlyMap<string, string>) {
  const [primary, ...linked] = user.identities
  if (!primary) throw new Error(`${user.userId} has no identity`)
  const { username: _, ...profile } = profileOf(primary, issuers)
  return {
    ...profile,
    user_id: user.userId,
    created_at: user.createdAt,
    updated_at: user.lastLogin ?? user.createdAt,
    user_metadata: user.metadata,
    identities: [
      identityObject(primary),
      ...linked.map((identity) => ({
        ...identityObject(identity),
        profileData: profileOf(identity, issuers),
      })),
    ],
  }
}

function identityObject({ connection, id, accessToken, refreshToken }: StoredIdentity) {
  return {
    provider: connection.strategy,
    user_id: connection.numericUserId ? Number(id) : id,
    connection: connection.name,
    isSocial: connection.isSocial,
    ...(accessToken && { access_token: accessToken }),
    ...(refreshToken && { refresh_token: refreshToken }),
  }
}

function profileOf({ connection, profile }: StoredIdentity, issuers: ReadonlyMap<string, string>) {
  const { picture, ...rest } = profile
  return { ...rest, ...(picture && { picture: new URL(picture, issuers.get(connection.name)).href }) }
}
