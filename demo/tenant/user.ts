import type { Connection } from './connections'

/** A connection's profile of a user. `picture` is a path, because the port changes with every start. */
export interface Profile {
  name?: string
  nickname?: string
  username?: string
  email?: string
  email_verified?: boolean
  picture?: string
}

/** An identity whose user has just signed in with it at its connection. */
export interface ProvenIdentity {
  connection: Connection
  id: string
  profile: Profile
}

export interface StoredIdentity extends ProvenIdentity {
  accessToken: string | null
  refreshToken: string | null
}

export interface User {
  userId: string
  blocked: boolean
  metadata: object
  createdAt: string
  lastLogin: string | null
  /** Never empty; the first is the primary. */
  identities: StoredIdentity[]
}

/** The tenant's id for a subject. Enterprise connections share a strategy, so their ids include the connection's name. */
export const identityId = (connection: Connection, sub: string) =>
  connection.strategy === 'oidc' ? `${connection.name}|${sub}` : sub

export const fullUserId = ({ connection, id }: Pick<ProvenIdentity, 'connection' | 'id'>) =>
  `${connection.strategy}|${id}`
