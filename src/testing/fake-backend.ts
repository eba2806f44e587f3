import { AccountLinkingError } from '../core/errors'
import type { Identity, IdentityList } from '../core/identity'
import { fakeIdentity } from './fake-identity'
import { answers, newAccount, returnUrl } from './fake-provider'
import { createGate, type FakeOperation } from './gate'
import { type FakeFailure, type FakeScenario, scenarios } from './scenarios'

/** Who the person signs in as at the provider: an account new to everybody, nobody, or somebody else's account. */
export type FakeAccount = 'new' | 'cancel' | 'someone-elses'

/** The backend's side of a fake client: look behind the scenes, and steer. */
export interface FakeBackend {
  /** What is really linked, in order. */
  identities(): readonly Identity[]
  /** Links an identity behind the client's back, as in another tab. */
  add(identity: Identity): void
  /** Unlinks an identity behind the client's back. */
  remove(id: string): void
  /** Every request so far: the user's id for `list`, the identity's for `unlink`, the connection (or '') for `link`. */
  readonly requests: Readonly<Record<FakeOperation, readonly string[]>>
  /**
   * Keeps requests waiting until the function that it returns is called. A held unlink has not happened yet; a
   * held list is the list as it was when it was asked for.
   */
  hold(operation: FakeOperation): () => void
  /** Lets the next request fail; called twice, the next two. */
  failNext(operation: FakeOperation, failure: FakeFailure): void
  /** Lets all requests fail until the function that it returns is called. */
  fail(operation: FakeOperation, failure: FakeFailure): () => void
  /**
   * Plays the person at the provider that `startLink` left for, and gives the address they are sent back to, for
   * `client.finishLink(url)`. `connection` is their choice where the link asked for none. Default `github`.
   */
  visit(choice: { account: FakeAccount; connection?: string | undefined }): Promise<string>
  /** Signs somebody else in: from now on the answers are about them. */
  switchUser(): void
}

export const grace: IdentityList = {
  userId: 'auth0|1906',
  identities: [
    fakeIdentity({
      provider: 'auth0',
      userId: '1906',
      isSocial: false,
      primary: true,
      profile: { name: 'Grace Hopper', email: 'grace@example.com' },
    }),
  ],
}

/** The backend in memory: what its owner steers (`handle`), and what a client asks of it. */
export function createFakeBackend(scenario: FakeScenario, departure: () => Promise<string>) {
  const identities = scenario.identities ?? scenarios.default.identities
  const gate = createGate(scenario)
  let list: IdentityList = {
    userId: identities.find(({ primary }) => primary)?.id ?? 'auth0|6615f0c2a1b2c3d4e5f60718',
    identities,
  }
  let visits = 0

  const update = (next: readonly Identity[]) => {
    list = { ...list, identities: next }
  }
  const remove = (id: string) => update(list.identities.filter((identity) => identity.id !== id))
  const add = (identity: Identity) => update([...list.identities, identity])

  /** What the person does at the provider; gives the address they come back to. */
  const answer = (leftFor: string, account: FakeAccount, choice = 'github'): string => {
    if (account === 'cancel') return returnUrl(leftFor, answers.cancelled)
    if (account === 'someone-elses') return returnUrl(leftFor, answers.taken)
    visits += 1
    add(newAccount(new URL(leftFor).searchParams.get('connection') ?? choice, visits))
    return returnUrl(leftFor, answers.done)
  }

  const handle: FakeBackend = {
    identities: () => list.identities,
    add,
    remove,
    requests: gate.requests,
    hold: gate.hold,
    failNext: gate.failNext,
    fail: gate.fail,
    visit: async ({ account, connection }) => answer(await departure(), account, connection),
    switchUser: () => {
      list = grace
    },
  }

  return {
    handle,
    answer,
    current: () => list,

    async list(): Promise<IdentityList> {
      const asked = list
      await gate.pass('list', asked.userId)
      return asked
    },

    link: (connection: string | undefined) => gate.pass('link', connection ?? ''),

    async unlink(id: string): Promise<void> {
      await gate.pass('unlink', id)
      const identity = list.identities.find((one) => one.id === id)
      if (!identity) throw refusal('not_found', 404, 'This identity is not linked.')
      if (identity.primary || list.identities.length === 1) {
        throw refusal('identity_required', 400, 'The primary identity stays linked, and so does the last.')
      }
      remove(id)
    },
  }
}

function refusal(
  code: 'not_found' | 'identity_required',
  status: number,
  description: string,
): AccountLinkingError {
  return new AccountLinkingError(code, `The server answered ${status}.`, { status, description })
}
