import type { AccountLinkingClient, Identity } from 'react-linked-accounts'
import { fakeIdentity } from 'react-linked-accounts/testing'
import { withAccessToken } from '../../src/core/access-token'
import { type Answer, type Call, failure, type Link, type Origin } from './call'

/** `server`: the server links before the user returns. `page`: the page completes the link. `in place`: no page is left. */
export type Shape = 'server' | 'page' | 'in place'

export const ADA = 'auth0|0'
export const GRACE = 'auth0|9'
export const TIMEOUT_MS = 15_000

const FIRST = new Map([
  [ADA, [ADA, 'github|1', 'github|2', 'google-oauth2|1', 'google-oauth2|2']],
  [GRACE, [GRACE, 'github|8', 'google-oauth2|8']],
])
const CODES: AccountLinkingClient['errorCodes'] = {
  access_denied: 'cancelled',
  taken: 'already_linked',
  broken: 'server_error',
  linked_before: null,
}

/** A server that does nothing until a test tells it to. */
export class HandServer {
  readonly calls: Call[] = []
  readonly links: Link[] = []
  /** The user of the browser's session. */
  session = ADA
  onCall: (call: Call) => void = () => {}
  onAnswer: (call: Call) => void = () => {}
  private readonly states = new Map([...FIRST].map(([user, ids]) => [user, [{ ids, since: 0 }]]))
  private tokens = 0

  constructor(private readonly shape: Shape) {}

  /** The ids that are linked now. */
  ids(user = this.session): readonly string[] {
    return this.states.get(user)?.at(-1)?.ids ?? []
  }

  /** All states of a user's list, the latest first, with the time at which each began. */
  history(user: string) {
    return [...(this.states.get(user) ?? [])].reverse()
  }

  change(user: string, ids: string[]): void {
    this.states.get(user)?.push({ ids, since: Date.now() })
  }

  /** Whether it has been linked ever since then. */
  hadSince(user: string, id: string, time: number): boolean {
    for (const { ids, since } of this.history(user)) {
      if (!ids.includes(id)) return false
      if (since <= time) return true
    }
    return false
  }

  /** Whether it was linked at any time since then. */
  wasSince(user: string, id: string, time: number): boolean {
    for (const { ids, since } of this.history(user)) {
      if (ids.includes(id)) return true
      if (since <= time) return false
    }
    return false
  }

  /** The requests of open pages that wait for a response. */
  open(kind?: Call['kind']): readonly Call[] {
    const isOpen = (call: Call) => call.page.isAlive && !call.answer
    return this.calls.filter((call) => isOpen(call) && (kind === undefined || call.kind === kind))
  }

  /** Executes a request without responding. */
  act(call: Call): void {
    const { kind, userId, subject, link } = call
    if (call.effect !== 'none' || kind === 'list') return
    const ids = this.ids(userId)
    if (this.session !== userId) call.effect = 'wrong user'
    else if (kind === 'unlink') {
      call.effect = ids.includes(subject) ? 'done' : 'missing'
      this.change(
        userId,
        ids.filter((id) => id !== subject),
      )
    } else {
      call.effect = 'done'
      const account = kind === 'finish' || this.shape === 'in place' ? link?.account : undefined
      if (account) this.add(userId, account)
    }
  }

  add(user: string, id: string): void {
    if (!this.ids(user).includes(id)) this.change(user, [...this.ids(user), id])
  }

  /** The user chose an account at the provider. */
  choose(link: Link, account: string): void {
    link.account = account
    if (this.shape === 'server' && link.transaction) this.add(link.userId, account)
  }

  client(page: Origin, userId: string): AccountLinkingClient {
    const ask = (kind: Call['kind'], subject = '', link?: Link) => {
      const getAccessToken = ({ fresh }: { fresh: boolean }) => {
        if (fresh) this.tokens += 1
        return `token ${this.tokens}`
      }
      let first = 0
      return withAccessToken(getAccessToken, () => {
        const answer = this.send(page, { kind, userId, subject, link }, first)
        first ||= this.calls.length
        return answer
      })
    }
    return {
      key: ['by-hand'],
      userId,
      features: { choice: true, reconnect: true, deferUnlink: true },
      errorCodes: CODES,
      async listIdentities() {
        const answer = await ask('list')
        if (answer === 'ok' || answer instanceof Error) throw new Error('This is no list.')
        return { userId: answer.owner, identities: answer.ids.map((id) => identityOf(id, answer.number)) }
      },
      unlink: async ({ id }) => void (await ask('unlink', id)),
      startLink: async ({ loginHint }, { state, redirectUri }) => {
        const link = this.links[Number(loginHint)]
        if (link) link.transaction = { state, redirectUri }
        await ask('start', '', link)
        return this.shape === 'in place' ? null : { url: `https://provider.example/?link=${loginHint}` }
      },
      ...(this.shape === 'page' && {
        finishLink: async (_callback, { state }) => {
          const link = this.links.find(({ transaction }) => transaction?.state === state)
          await ask('finish', '', link)
        },
      }),
    }
  }

  private send(page: Origin, call: Pick<Call, 'kind' | 'userId' | 'subject' | 'link'>, first: number) {
    return new Promise<Exclude<Answer, Error> & { number?: number }>((resolve, reject) => {
      if (!page.isAlive) return
      const timer = setTimeout(() => sent.settle(failure('timeout')), TIMEOUT_MS)
      const sent: Call = {
        ...call,
        number: this.calls.length + 1,
        isRepeated: first > 0,
        since: first || this.calls.length + 1,
        page,
        asked: { owner: this.session, ids: this.ids() },
        sentAt: Date.now(),
        effect: 'none',
        answer: undefined,
        answeredAfter: 0,
        settle: (answer) => {
          if (sent.answer) return
          clearTimeout(timer)
          sent.answer = answer
          sent.answeredAfter = this.calls.length
          if (!page.isAlive) return
          this.onAnswer(sent)
          if (answer instanceof Error) reject(answer)
          else resolve(answer === 'ok' ? answer : { ...answer, number: sent.number })
        },
      }
      this.calls.push(sent)
      this.onCall(sent)
      if (page.isOffline()) sent.settle(failure('offline'))
    })
  }
}

/** The number of the list that an identity is from. */
export function listNumber({ profile }: Identity): number {
  return Number(profile.nickname?.split('#')[1])
}

/** The account label says which list it is from: `github|1` in the seventh request is labeled `1#7`. */
function identityOf(id: string, list = 0): Identity {
  const [provider = '', accountId = ''] = id.split('|')
  const profile = { nickname: `${accountId}#${list}` }
  return fakeIdentity({ provider, accountId, primary: [ADA, GRACE].includes(id), profile })
}
