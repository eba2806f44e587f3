import type { Popup } from './browser'
import type { LinkContext } from './context'
import { AccountLinkingError } from './errors'
import { final, finishLink, judgeByList, type LinkOutcome, outcomeOf } from './finish-link'
import type { IdentityList } from './identity'
import { failedResult, isEnded, type LinkOptions, type LinkResult, type LinkSnapshot } from './link'
import { memoryOf } from './page-memory'
import { onPopupCallback } from './popup'
import { isExpired, load, loadAll, remove, type TransactionRecord, update } from './records'
import type { LinkEvidence } from './resolve-result'
import { startLink } from './start-link'
import { consumePendingAction } from './step-up'

const POLL_MS = 500

/** Where the flow puts what the page shows. */
export interface LinkDisplay {
  readonly getSnapshot: () => LinkSnapshot
  readonly set: (changes: Partial<LinkSnapshot>) => void
  /** Reports a result to the host, and calls `onShown` once it has been shown. */
  readonly settle: (result: LinkResult, onShown?: () => void) => void
}

export type LinkFlow = ReturnType<typeof createLinkFlow>

/** Starts and finishes the links of one client and user on this page. Loaded when there is a link. */
export function createLinkFlow({ getSnapshot, set, settle: show }: LinkDisplay) {
  /** The evidence for a result that a later list may still change. */
  let open: LinkEvidence | null = null
  /** The links that wait for a popup. Each is given every new list. */
  const waits = new Set<(list: IdentityList) => void>()
  let page: LinkContext | undefined

  /** Changes the records of the links that have not come back. */
  const updateStarted = (change: (record: TransactionRecord) => Partial<TransactionRecord>) => {
    if (!page) return
    const { browser, client } = page
    for (const [state, record] of loadAll(browser, 'transaction')) {
      const isOwn = record.client === JSON.stringify(client.key) && record.userId === client.userId
      if (isOwn && record.phase === 'started') update(browser, state, change(record))
    }
  }
  const settle = ({ result, evidence }: LinkOutcome, onShown?: () => void) => {
    open = evidence
    show(result, onShown)
  }
  const conclude = async ({ browser }: LinkContext, state: string, outcome: Promise<LinkOutcome>) => {
    memoryOf(browser).busy.add(state)
    // Removes the record only then, so that a reload before that still finds it.
    settle(await outcome, () => remove(browser, 'transaction', state))
  }

  /** Listens for a popup's callback until the link expires, because a window that looks closed may still be open. */
  const wait = (context: LinkContext, state: string, started: TransactionRecord, popup?: Popup) => {
    const { browser } = context
    memoryOf(browser).busy.add(state)
    const { request, channel } = started
    const evidence = () => ({ record: load(browser, 'transaction', state) ?? started })
    let looksOpen = popup !== undefined
    const end = (outcome: () => Promise<LinkOutcome>) => {
      if (!waits.delete(onList)) return
      for (const stop of stops) stop()
      if (getSnapshot().waiting === waiting) set({ waiting: null })
      void conclude(context, state, outcome())
    }
    const onList = (list: IdentityList) => {
      const outcome = outcomeOf(evidence(), list)
      if (!looksOpen && outcome.result.status === 'linked') end(async () => outcome)
    }
    const askList = () => void context.freshList().catch(() => {})
    const cancel = () => {
      popup?.close()
      // The opener link is cut, so a window that shows another site cannot be closed. It is told to close when it returns.
      onPopupCallback(browser, channel, askList)
      const error = new AccountLinkingError('cancelled', 'The user canceled the link.')
      // A server that links before the callback may still complete the link, which a later list shows.
      const known = { ...evidence(), error }
      const unlisted = () => ({ result: failedResult(request, error), evidence: known })
      end(() => context.freshList().then((list) => outcomeOf(known, list), unlisted))
    }
    const timer = setInterval(() => {
      if (isExpired(started)) end(() => judgeByList(context, evidence()))
      else if (looksOpen && popup?.isClosed()) {
        looksOpen = false
        askList()
      }
    }, POLL_MS)
    const stopFocus = browser.on('focus', () => {
      if (looksOpen) return
      stopFocus()
      askList()
    })
    const stops = [
      stopFocus,
      () => clearInterval(timer),
      onPopupCallback(browser, channel, (params) => {
        update(browser, state, { phase: 'returned', returnedAt: Date.now(), params })
        end(() => finishLink(context, state, { ...evidence().record, params }))
      }),
    ]
    const waiting = { request, focus: () => popup?.focus(), cancel }
    waits.add(onList)
    set({ waiting })
  }

  return {
    async start(context: LinkContext, request: LinkOptions) {
      page = context
      open = null
      set({ result: null, action: null })
      try {
        const started = await startLink(context, request)
        if (started === 'needs click') set({ action: { action: 'link', request } })
        if (typeof started === 'string') return started
        const { state, record, popup, error } = started
        if (popup) wait(context, state, record, popup)
        else if (error) {
          const listed = context.freshList().then((list) => outcomeOf({ record, error }, list))
          const outcome = await listed.catch(() => null)
          remove(context.browser, 'transaction', state)
          if (outcome?.result.status !== 'linked') throw error
          settle(outcome)
        } else await conclude(context, state, judgeByList(context, { record }))
        return popup ? 'waiting' : 'ended'
      } catch (error) {
        if (!(error instanceof AccountLinkingError) || !isEnded(error.code)) throw error
        settle(final(failedResult(request, error)))
        return 'ended'
      }
    },

    /** Resumes what an earlier page left unfinished: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      page = context
      const { browser, client } = context
      const memory = memoryOf(browser)
      const action = consumePendingAction(context)
      if (action) set({ action })
      for (const [state, record] of loadAll(browser, 'transaction')) {
        const { role, phase, userId } = record
        if (record.client !== JSON.stringify(client.key) || memory.busy.has(state)) continue
        if (phase !== 'started') await conclude(context, state, finishLink(context, state, record))
        // This user must not cancel another user's popup.
        else if (role === 'opener' && userId === client.userId) wait(context, state, record)
      }
      if (memory.isOrphaned) {
        memory.isOrphaned = false
        settle(final({ status: 'missing_transaction', request: null }))
        await context.freshList().catch(() => {})
      }
    },

    /** Handles a new list: checks an inconclusive result again, and records what the list proves for unfinished links. */
    onList(list: IdentityList): void {
      // An identity that is missing here counts as new if a later list has it.
      const isThere = (id: string) => list.identities.some((identity) => identity.id === id)
      updateStarted(({ previousIds }) => ({ previousIds: previousIds?.filter(isThere) ?? null }))
      for (const onList of waits) onList(list)
      if (!open) return
      const outcome = outcomeOf(open, list)
      if (outcome.result.status !== getSnapshot().result?.status) settle(outcome)
    },

    /** An identity was unlinked, possibly before any list shows it, so it may count as new if a later list has it. */
    onUnlinked: (id: string) => updateStarted(({ unsureIds = [] }) => ({ unsureIds: [...unsureIds, id] })),

    /** Makes the current result final. */
    close(): void {
      open = null
    },
  }
}
