import type { Popup } from './browser'
import { consumeOrphan } from './callback'
import type { LinkContext } from './context'
import { AccountLinkingError } from './errors'
import { final, finishLink, judgeByList, type LinkOutcome, outcomeOf } from './finish-link'
import type { IdentityList } from './identity'
import { failedResult, isEnded, type LinkOptions, type LinkResult } from './link'
import { memoryOf } from './page-memory'
import { onPopupCallback } from './popup'
import { isExpired, loadAll, remove, type TransactionRecord, update } from './records'
import { startLink } from './start-link'
import { consumePendingAction, type PendingAction } from './step-up'
import type { LinkEvidence } from './verdict'

/** A link that goes on in a window of its own. */
export interface WaitingLink {
  readonly request: LinkOptions
  /** Brings its window to the front. */
  readonly focus: () => void
  /** Gives it up, and closes its window. */
  readonly cancel: () => void
}

/** What a screen shows of one client's links. Kept in memory only. */
export interface LinkSnapshot {
  /** How the last link ended, until it is dismissed. */
  readonly result: LinkResult | null
  readonly waiting: WaitingLink | null
  /** An action that a step-up interrupted, for the user to continue. */
  readonly action: PendingAction | null
}

const EMPTY: LinkSnapshot = { result: null, waiting: null, action: null }
const POLL_MS = 500

export type LinkStore = ReturnType<typeof createLinkStore>

/** The links of one client and user on this page: starts them, takes up callbacks, holds the result. */
export function createLinkStore() {
  let snapshot = EMPTY
  let open: LinkEvidence | null = null
  const listeners = new Set<() => void>()
  const untold: LinkResult[] = []

  const set = (changes: Partial<LinkSnapshot>) => {
    snapshot = { ...snapshot, ...changes }
    for (const listener of listeners) listener()
  }
  const settle = ({ result, evidence }: LinkOutcome) => {
    open = evidence
    untold.push(result)
    set({ result })
  }
  const conclude = async ({ browser }: LinkContext, state: string, outcome: Promise<LinkOutcome>) => {
    memoryOf(browser).busy.add(state)
    const concluded = await outcome
    // Only now: a reload until here finds the record again.
    remove(browser, 'transaction', state)
    settle(concluded)
  }

  /** Listens for the callback of a popup until the link expires, since a window that looks closed may be open. */
  const wait = (context: LinkContext, state: string, record: TransactionRecord, popup?: Popup) => {
    const { browser } = context
    const { request, channel } = record
    memoryOf(browser).busy.add(state)
    let isOver = false
    let looksOpen = popup !== undefined
    const end = (outcome: () => Promise<LinkOutcome>) => {
      if (isOver) return
      isOver = true
      for (const stop of stops) stop()
      if (snapshot.waiting === waiting) set({ waiting: null })
      void conclude(context, state, outcome())
    }
    const checkList = async () => {
      const listed = context.freshList().then((list) => outcomeOf({ record }, list))
      const outcome = await listed.catch(() => null)
      if (outcome?.result.status === 'linked') end(async () => outcome)
    }
    const cancel = () => {
      popup?.close()
      const error = new AccountLinkingError('cancelled', 'The user canceled the link.')
      // The popup may still be open, and a link that it completes shows in a later list.
      const evidence = { record, error }
      end(() =>
        context.freshList().then(
          (list) => outcomeOf(evidence, list),
          () => ({ result: failedResult(request, error), evidence }),
        ),
      )
    }
    const timer = setInterval(() => {
      if (isExpired(record)) end(() => judgeByList(context, { record }))
      else if (looksOpen && popup?.isClosed()) {
        looksOpen = false
        void checkList()
      }
    }, POLL_MS)
    const stops = [
      () => clearInterval(timer),
      browser.on('focus', () => looksOpen || void checkList()),
      onPopupCallback(browser, channel, (params) => {
        update(browser, state, { phase: 'returned', returnedAt: Date.now(), params })
        end(() => finishLink(context, state, { ...record, params }))
      }),
    ]
    const waiting = { request, focus: () => popup?.focus(), cancel }
    set({ waiting })
  }

  return {
    getSnapshot: () => snapshot,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /**
     * Starts a link. Rejects if it could not start; an end that is reported at once is a result. Resolves to `returned`
     * if the page left and is in use again.
     */
    async start(context: LinkContext, request: LinkOptions): Promise<'returned' | undefined> {
      open = null
      set({ result: null, action: null })
      try {
        const started = await startLink(context, request)
        if (!started) return 'returned'
        if (started === 'needs click') {
          set({ action: { action: 'link', request } })
          return undefined
        }
        const { state, record, popup } = started
        if (popup) wait(context, state, record, popup)
        else await conclude(context, state, judgeByList(context, { record }))
      } catch (error) {
        if (!(error instanceof AccountLinkingError) || !isEnded(error.code)) throw error
        settle(final(failedResult(request, error)))
      }
      return undefined
    },

    /** Takes up what an earlier page has left: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      const { browser, client } = context
      const key = JSON.stringify(client.key)
      const { busy } = memoryOf(browser)
      const action = consumePendingAction(context)
      if (action) set({ action })
      for (const [state, record] of loadAll(browser, 'transaction')) {
        const { role, phase, userId } = record
        if (record.client !== key || busy.has(state)) continue
        if (phase !== 'started') await conclude(context, state, finishLink(context, state, record))
        // The window of another user is not this user's to cancel.
        else if (role === 'opener' && userId === client.userId) wait(context, state, record)
      }
      if (consumeOrphan(browser)) {
        settle(final({ status: 'missing_transaction', request: null }))
        await context.freshList().catch(() => {})
      }
    },

    /** Judges an open result again by a list that came later. */
    onList(list: IdentityList): void {
      if (!open) return
      const outcome = outcomeOf(open, list)
      if (outcome.result.status !== snapshot.result?.status) settle(outcome)
    },

    dismiss(): void {
      open = null
      set({ result: null })
    },

    dismissAction: () => set({ action: null }),

    /** The results that the host was not told of yet. Each is returned once. */
    takeResults: () => untold.splice(0),
  }
}
