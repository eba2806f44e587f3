import type { Popup } from './browser'
import type { LinkContext } from './context'
import { AccountLinkingError } from './errors'
import { final, finishLink, judgeByList, type LinkOutcome, linkedByList, outcomeOf } from './finish-link'
import type { IdentityList } from './identity'
import { failedResult, isEnded, type LinkOptions, type LinkResult, type LinkSnapshot } from './link'
import { memoryOf } from './page-memory'
import { onPopupCallback } from './popup'
import { isExpired, loadAll, remove, type TransactionRecord, update } from './records'
import { startLink } from './start-link'
import { consumePendingAction } from './step-up'
import type { LinkEvidence } from './verdict'

const POLL_MS = 500

/** What the flow writes for the page to show. */
export interface LinkDisplay {
  readonly getSnapshot: () => LinkSnapshot
  readonly set: (changes: Partial<LinkSnapshot>) => void
  /** Shows a result, and reports it to the host. */
  readonly settle: (result: LinkResult) => void
}

export type LinkFlow = ReturnType<typeof createLinkFlow>

/** Starts and finishes the links of one client and user on this page. Loaded when there is one. */
export function createLinkFlow({ getSnapshot, set, settle: show }: LinkDisplay) {
  /** What a later list may still judge otherwise. */
  let open: LinkEvidence | null = null

  const settle = ({ result, evidence }: LinkOutcome) => {
    open = evidence
    show(result)
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
    memoryOf(browser).busy.add(state)
    let isOver = false
    let looksOpen = popup !== undefined
    const end = (outcome: () => Promise<LinkOutcome>) => {
      if (isOver) return
      isOver = true
      for (const stop of stops) stop()
      if (getSnapshot().waiting === waiting) set({ waiting: null })
      void conclude(context, state, outcome())
    }
    const checkList = async () => {
      const outcome = await linkedByList(context, { record })
      if (outcome) end(async () => outcome)
    }
    const cancel = () => {
      popup?.close()
      // Its opener is cut, so a window that shows another site cannot be closed. It is told to when it comes back.
      onPopupCallback(browser, record.channel, () => void context.freshList().catch(() => {}))
      const error = new AccountLinkingError('cancelled', 'The user canceled the link.')
      // A server that links before the callback may still link, which a later list shows.
      const evidence = { record, error }
      end(() =>
        context.freshList().then(
          (list) => outcomeOf(evidence, list),
          () => ({ result: failedResult(record.request, error), evidence }),
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
      onPopupCallback(browser, record.channel, (params) => {
        update(browser, state, { phase: 'returned', returnedAt: Date.now(), params })
        end(() => finishLink(context, state, { ...record, params }))
      }),
    ]
    const waiting = { request: record.request, focus: () => popup?.focus(), cancel }
    set({ waiting })
  }

  return {
    async start(context: LinkContext, request: LinkOptions) {
      open = null
      set({ result: null, action: null })
      try {
        const started = await startLink(context, request)
        if (started === 'needs click') set({ action: { action: 'link', request } })
        if (typeof started === 'string') return started
        const { state, record, popup, error } = started
        if (popup) wait(context, state, record, popup)
        else if (error) {
          const linked = await linkedByList(context, { record, error })
          remove(context.browser, 'transaction', state)
          if (!linked) throw error
          settle(linked)
        } else await conclude(context, state, judgeByList(context, { record }))
        return popup ? 'waiting' : 'ended'
      } catch (error) {
        if (!(error instanceof AccountLinkingError) || !isEnded(error.code)) throw error
        settle(final(failedResult(request, error)))
        return 'ended'
      }
    },

    /** Takes up what an earlier page has left: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      const { browser, client } = context
      const key = JSON.stringify(client.key)
      const memory = memoryOf(browser)
      const action = consumePendingAction(context)
      if (action) set({ action })
      for (const [state, record] of loadAll(browser, 'transaction')) {
        const { role, phase, userId } = record
        if (record.client !== key || memory.busy.has(state)) continue
        if (phase !== 'started') await conclude(context, state, finishLink(context, state, record))
        // The window of another user is not this user's to cancel.
        else if (role === 'opener' && userId === client.userId) wait(context, state, record)
      }
      if (memory.isOrphaned) {
        memory.isOrphaned = false
        settle(final({ status: 'missing_transaction', request: null }))
        await context.freshList().catch(() => {})
      }
    },

    /** Judges an open result again by a list that came later. */
    onList(list: IdentityList): void {
      if (!open) return
      const outcome = outcomeOf(open, list)
      if (outcome.result.status !== getSnapshot().result?.status) settle(outcome)
    },

    /** Leaves the result as it is. */
    close(): void {
      open = null
    },
  }
}
