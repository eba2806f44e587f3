import { AccountLinkingError, type AccountLinkingErrorCode } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { createGate, type FakeFailureOptions, type FakeOperation } from './fake-gate'
import { fakeIdentity } from './fake-identity'
import { answers, callbackOf, newAccount } from './fake-provider'
import { type FakeFailure, type FakeScenario, scenarios } from './scenarios'

/** The account that the user signs in with at the provider: new, none, another user's, or one that is already linked. */
export type FakeAccount = 'new' | 'cancel' | 'someone-elses' | 'linked-already'

export interface FakeVisit {
  account: FakeAccount
  /** The user's choice if the link named no connection. Default `github`. */
  connection?: string | undefined
  /** The URL that the link went to. Default: the browser's oldest departure that was not visited yet. */
  url?: string | undefined
  /** An `error` that the provider reports even though it completed the request. Default: none. */
  error?: string | undefined
}

/** The server side of a fake client, to inspect and control. */
export interface FakeBackend {
  /** The identities that are linked on the server, in order. Default: those of the signed-in user. */
  identities(userId?: string): readonly Identity[]
  /** Links an identity without the client, as another tab would. */
  add(identity: Identity): void
  /** Unlinks an identity without the client. */
  remove(id: string): void
  /** Every request so far: the user's id for `list`, the identity's for `unlink`, the connection (or '') for `link`. */
  readonly requests: Readonly<Record<FakeOperation, readonly string[]>>
  /**
   * Holds requests until the returned function is called. A held unlink has not happened yet; a held list is the list as it
   * was when it was requested.
   */
  hold(operation: FakeOperation): () => void
  /** Fails the next request. Call it twice to fail the next two. */
  failNext(operation: FakeOperation, failure: FakeFailure, options?: FakeFailureOptions): void
  /** Fails all requests until the returned function is called. */
  fail(operation: FakeOperation, failure: FakeFailure, options?: FakeFailureOptions): () => void
  /** Responds to the next unlink with success but does nothing. */
  ignoreNext(operation: 'unlink'): void
  /** Makes the next lists show what is linked now, whatever changes in the meantime. Default: one list. */
  lag(lists?: number): void
  /** Acts as the user at the provider. Resolves to the URL that they are redirected to. */
  visit(visit: FakeVisit): Promise<string>
}

const ADA = 'auth0|6615f0c2a1b2c3d4e5f60718'
const grace = fakeIdentity({
  provider: 'auth0',
  accountId: '1906',
  primary: true,
  profile: { name: 'Grace Hopper', email: 'grace@example.com' },
})
/** The other user, whom `switchUser` signs in. */
export const GRACE = grace.id

/** An in-memory server: the controls (`handle`), and the operations that a client calls. */
export function createFakeBackend(scenario: FakeScenario, departure: () => Promise<string>) {
  const { identities = scenarios.default.identities } = scenario
  const owner = identities.find(({ primary }) => primary)?.id ?? ADA
  const users = new Map<string, readonly Identity[]>([
    [GRACE, [grace]],
    [owner, identities],
  ])
  const gate = createGate(scenario)
  let userId = owner
  let visits = 0
  let lagging: IdentityList[] = []

  const linked = (user = userId) => users.get(user) ?? []
  const current = (): IdentityList => ({ userId, identities: linked() })
  const add = (identity: Identity, user = userId) => users.set(user, [...linked(user), identity])
  const remove = (id: string) =>
    users.set(
      userId,
      linked().filter((one) => one.id !== id),
    )

  const answer = (url: string, { account, connection = 'github', error }: Omit<FakeVisit, 'url'>) => {
    const { searchParams } = new URL(url)
    if (account === 'cancel') return callbackOf(url, answers.cancelled)
    if (account === 'someone-elses') return callbackOf(url, answers.taken)
    if (account === 'new') {
      visits += 1
      const identity = newAccount(searchParams.get('connection') ?? connection, visits)
      add(identity, searchParams.get('user') ?? userId)
    }
    return callbackOf(url, error === undefined ? answers.done : { error })
  }

  const handle: FakeBackend = {
    identities: linked,
    add: (identity) => void add(identity),
    remove: (id) => void remove(id),
    requests: gate.requests,
    hold: gate.hold,
    failNext: gate.failNext,
    fail: gate.fail,
    ignoreNext: gate.ignoreNext,
    lag(lists = 1) {
      lagging = Array.from({ length: lists }, current)
    },
    visit: async ({ url, ...visit }) => answer(url ?? (await departure()), visit),
  }

  return {
    handle,
    answer,
    owner,

    /** Signs the other user in. Returns their id. */
    switchUser(): string {
      userId = userId === owner ? GRACE : owner
      return userId
    },

    async list(): Promise<IdentityList> {
      const asked = lagging.shift() ?? current()
      return (await gate.pass('list', asked.userId, () => asked)) ?? asked
    },

    async link(user: string, connection: string | undefined): Promise<void> {
      await gate.pass('link', connection ?? '', () => {
        if (user !== userId) throw refusal('wrong_user', 403, 'Another user is signed in.')
      })
    },

    async unlink(id: string): Promise<void> {
      await gate.pass('unlink', id, () => {
        const identity = linked().find((one) => one.id === id)
        if (!identity) throw refusal('not_found', 404, 'This identity is not linked.')
        if (identity.primary || linked().length === 1) {
          throw refusal('identity_required', 400, 'The primary identity stays linked, and so does the last.')
        }
        remove(id)
      })
    },
  }
}

function refusal(code: AccountLinkingErrorCode, status: number, description: string): AccountLinkingError {
  return new AccountLinkingError(code, `The server answered ${status}.`, { status, description })
}
