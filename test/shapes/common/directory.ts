/** An account at a provider. */
export interface Account {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly email: string
}

/** An account that is linked to a user. */
export interface LinkedAccount extends Account {
  /** The id of the server's row. */
  readonly row: string
  readonly connection: string
  readonly linkedAt: string
}

export interface User {
  readonly id: string
  accounts: LinkedAccount[]
}

/** How a link ended: added, already this user's, or another user's. */
export type LinkOutcome = 'linked' | 'own' | 'taken'

/** A connection of the user's organization, whose account the user cannot unlink, if the server supports that. */
export const MANAGED = 'company'

export type Directory = ReturnType<typeof createDirectory>

/** The users of a backend: one with accounts of two connections, and another with one of `linkable`. */
export function createDirectory({ linkable, owned, third }: Record<'linkable' | 'owned' | 'third', string>) {
  const ann: User = { id: crypto.randomUUID(), accounts: [] }
  const bob: User = { id: crypto.randomUUID(), accounts: [] }
  const users = [ann, bob]
  const ownerOf = (connection: string, { id }: Account) =>
    users.find(({ accounts }) => accounts.some((one) => one.connection === connection && one.id === id))

  const link = (user: User, connection: string, account: Account): LinkOutcome => {
    const owner = ownerOf(connection, account)
    if (owner) return owner === user ? 'own' : 'taken'
    const linkedAt = new Date().toISOString()
    user.accounts = [...user.accounts, { ...account, connection, linkedAt, row: crypto.randomUUID() }]
    return 'linked'
  }
  link(ann, owned, newAccount('ann'))
  link(ann, third, newAccount('ann'))
  link(bob, linkable, newAccount('bob'))

  return {
    ann,
    bob,
    link,
    ownerOf,
    byId: (id: unknown) => users.find((user) => user.id === id),
    has: (user: User, connection: string) => user.accounts.some((one) => one.connection === connection),
    unlink(user: User, row: string) {
      user.accounts = user.accounts.filter((one) => one.row !== row)
    },
  }
}

/** An account that no user has. */
export function newAccount(name: string): Account {
  const id = String(Math.floor(Math.random() * 1e12))
  return { id, username: `${name}-${id}`, name: `${name} ${id}`, email: `${name}-${id}@mail.test` }
}
