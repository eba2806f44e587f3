import { consumeOrphan } from './callback'
import type { LinkContext } from './context'
import { AccountLinkingError } from './errors'
import { final, finishLink, judgeByList, type LinkOutcome } from './finish-link'
import type { IdentityList } from './identity'
import { failedResult, isOutcome, type LinkOptions, type LinkResult } from './link'
import { onPopupCallback } from './popup'
import { isExpired, loadAll, remove, type TransactionRecord } from './records'
import { type StartedLink, startLink } from './start-link'
import { consumePendingAction, type PendingAction } from './step-up'
import { judge, type LinkEvidence } from './verdict'

/** A link that goes on in a window of its own. */
export interface WaitingLink {
  readonly request: LinkOptions
  /** Brings its window to the front. */
  readonly focus: () => void
  /** Gives it up. Its window closes at once, or, if it shows another site, when it comes back. */
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

/** States that this page is finishing or listening for, so that nothing is finished twice. */
const claimed = new Set<string>()

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

  const finish = async (context: LinkContext, state: string, record: TransactionRecord) => {
    claimed.add(state)
    const outcome = await finishLink(context, state, record)
    // Only now: a reload until here finds the record again.
    remove(context.browser, 'transaction', state)
    settle(outcome)
  }

  /** Listens for the callback of a popup until the link expires, since a window that looks closed may be open. */
  const wait = (context: LinkContext, state: string, record: TransactionRecord, popup?: PopupHandle) => {
    const { browser } = context
    claimed.add(state)
    const evidence = { record }
    const end = () => {
      for (const stop of stops) stop()
      if (snapshot.waiting === waiting) set({ waiting: null })
    }
    const conclude = async (outcome: Promise<LinkOutcome>) => {
      end()
      const { result, evidence: rest } = await outcome
      remove(browser, 'transaction', state)
      settle({ result, evidence: rest })
    }
    const checkList = async () => {
      const result = await context.freshList().then((list) => judge(evidence, list))
      if (result.status === 'linked') await conclude(Promise.resolve(final(result)))
    }
    const ignore = () => {}
    const waiting: WaitingLink = {
      request: record.request,
      focus: () => popup?.focus(),
      cancel: () => {
        popup?.close()
        // A window without an opener cannot be closed while it shows another site. It closes when it comes back.
        onPopupCallback(browser, record.channel, () => void context.freshList().catch(ignore))
        const { request } = record
        const error = new AccountLinkingError('cancelled', 'The user canceled the link.')
        void conclude(
          context
            .freshList()
            .then((list) => judge({ record, error }, list))
            .catch(() => failedResult(request, error))
            .then(final),
        )
      },
    }
    const onClosed = () => {
      clearInterval(poll)
      checkList().catch(ignore)
      stops.push(browser.on('focus', () => void checkList().catch(ignore)))
    }
    const poll = setInterval(() => popup?.isClosed() && onClosed(), POLL_MS)
    const expiry = setInterval(
      () => isExpired(record) && void conclude(judgeByList(context, evidence)),
      10_000,
    )
    const stops = [
      () => clearInterval(poll),
      () => clearInterval(expiry),
      onPopupCallback(browser, record.channel, (params) => {
        void conclude(finishLink(context, state, { ...record, params, phase: 'returned' }))
      }),
    ]
    set({ waiting })
  }

  return {
    getSnapshot: () => snapshot,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Starts a link. Rejects if it could not start; an end that is reported at once is a result. */
    async start(context: LinkContext, request: LinkOptions): Promise<StartedLink['kind'] | 'ended'> {
      open = null
      set({ result: null, action: null })
      let started: StartedLink
      try {
        started = await startLink(context, request)
      } catch (error) {
        if (!(error instanceof AccountLinkingError) || !isOutcome(error)) throw error
        settle(final(failedResult(request, error)))
        return 'ended'
      }
      if (started.kind === 'needs click') set({ action: { action: 'link', request } })
      if (started.kind === 'popup') wait(context, started.state, started.record, started.popup)
      if (started.kind === 'in place') await finish(context, started.state, started.record)
      return started.kind
    },

    /** Takes up what an earlier page has left: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      const { browser, client } = context
      const key = JSON.stringify(client.key)
      const action = consumePendingAction(context)
      if (action) set({ action })
      const mine = loadAll(browser, 'transaction').filter(
        ([state, { client: owner }]) => owner === key && !claimed.has(state),
      )
      for (const [state, record] of mine) {
        if (record.role === 'opener' && record.phase === 'started') wait(context, state, record)
        else if (record.phase !== 'started') await finish(context, state, record)
      }
      if (consumeOrphan(browser)) {
        settle(final({ status: 'missing_transaction', request: null }))
        await context.freshList().catch(() => {})
      }
    },

    /** Judges an open result again by a list that came later. */
    onList(list: IdentityList): void {
      if (!open) return
      const result = judge(open, list)
      if (result.status === snapshot.result?.status) return
      settle({ result, evidence: result.status === 'linked' ? null : open })
    },

    /** Forgets the result. */
    dismiss(): void {
      open = null
      set({ result: null })
    },

    /** Forgets the interrupted action. */
    dismissAction: () => set({ action: null }),

    /** The results that the host was not told of yet. Each is returned once. */
    takeResults: () => untold.splice(0),
  }
}

type PopupHandle = Extract<StartedLink, { kind: 'popup' }>['popup']
