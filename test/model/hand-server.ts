import type { AccountLinkingClient } from 'react-linked-accounts'
import { AccountLinkingError, type AccountLinkingErrorCode, type Identity } from 'react-linked-accounts/core'
import { fakeIdentity } from 'react-linked-accounts/testing'

/** A request for the list that the server has not answered. */
export interface OpenList {
  readonly number: number
  /** The ids at the moment of asking. */
  readonly asked: readonly string[]
  readonly answer: (ids: readonly string[]) => void
  readonly fail: (code: AccountLinkingErrorCode) => void
}

/** A request to unlink that the server has not answered. */
export interface OpenUnlink {
  readonly id: string
  /** What the server has done about it so far. */
  done: 'nothing' | 'removed' | 'not_found'
  /** The ids that were left then. */
  rest: readonly string[]
  readonly confirm: () => void
  readonly fail: (code: AccountLinkingErrorCode) => void
}

export const PRIMARY = 'auth0|0'
export const FIRST_IDS = [PRIMARY, 'github|1', 'github|2', 'google-oauth2|1', 'google-oauth2|2']

/** A server that does nothing until it is told to. */
export class HandServer {
  ids: readonly string[] = FIRST_IDS
  listCount = 0
  openLists: OpenList[] = []
  openUnlinks: OpenUnlink[] = []
  /** The ids of all unlinks that were sent. */
  readonly sent: string[] = []
  /** An answer told what was left before something else has changed: as true as a list of that moment, and no truer. */
  toldLate = false

  /** `tellsRest`: a confirmed unlink says what is left, as it was when the server acted. */
  constructor(private readonly tellsRest = false) {}

  /** Carries an unlink out without answering it. */
  act(unlink: OpenUnlink): void {
    unlink.done = this.ids.includes(unlink.id) ? 'removed' : 'not_found'
    this.ids = this.ids.filter((id) => id !== unlink.id)
    unlink.rest = this.ids
  }

  readonly client: AccountLinkingClient = {
    capabilities: { primary: true, choice: true, scopes: true, undo: true, refusals: [] },
    key: ['by-hand'],
    listIdentities: () =>
      new Promise((resolve, reject) => {
        this.listCount += 1
        const number = this.listCount
        const close = () => {
          this.openLists = this.openLists.filter((open) => open.number !== number)
        }
        this.openLists.push({
          number,
          asked: this.ids,
          answer: (ids) => {
            close()
            resolve({ userId: PRIMARY, identities: ids.map(identityOf) })
          },
          fail: (code) => {
            close()
            reject(new AccountLinkingError(code, 'The list was refused.'))
          },
        })
      }),
    unlink: ({ id }) =>
      new Promise((resolve, reject) => {
        this.sent.push(id)
        const close = () => {
          this.openUnlinks = this.openUnlinks.filter((one) => one !== open)
        }
        const open: OpenUnlink = {
          id,
          done: 'nothing',
          rest: [],
          confirm: () => {
            close()
            if (this.tellsRest && open.rest !== this.ids) this.toldLate = true
            resolve(this.tellsRest ? open.rest : undefined)
          },
          fail: (code) => {
            close()
            reject(new AccountLinkingError(code, 'The unlink was not confirmed.'))
          },
        }
        this.openUnlinks.push(open)
      }),
    startLink: () => Promise.reject(new Error('Nothing is linked from this page.')),
    finishLink: () => Promise.resolve(null),
  }
}

function identityOf(id: string): Identity {
  const [provider = '', userId = ''] = id.split('|')
  // Without a profile it is called by its id, so that each has a name of its own.
  return fakeIdentity({ provider, userId, primary: id === PRIMARY, profile: {} })
}
