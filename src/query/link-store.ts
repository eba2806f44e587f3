import type { LinkContext } from '../core/context'
import type { AccountLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import type { LinkOptions, LinkResult, LinkSnapshot } from '../core/link'
import type { LinkFlow } from '../core/link-flow'
import { memoryOf } from '../core/page-memory'
import { loadAll } from '../core/records'
import { loadCode } from './load-code'

export type LinkStore = ReturnType<typeof createLinkStore>

/** The links of one client and user on this page. The code that starts and finishes them is loaded when needed. */
export function createLinkStore() {
  let snapshot: LinkSnapshot = { result: null, waiting: null, action: null }
  let flow: LinkFlow | undefined
  const listeners = new Set<() => void>()
  const unreported: LinkResult[] = []
  const unshown: (() => void)[] = []

  const getSnapshot = () => snapshot
  const set = (changes: Partial<LinkSnapshot>) => {
    snapshot = { ...snapshot, ...changes }
    for (const listener of listeners) listener()
  }
  const settle = (result: LinkResult, onShown?: () => void) => {
    unreported.push(result)
    if (listeners.size > 0) onShown?.()
    else if (onShown) unshown.push(onShown)
    set({ result })
  }
  const load = async (): Promise<LinkFlow> => {
    const loaded = await loadCode(import('../core/link-flow'))
    flow ??= loaded.createLinkFlow({ getSnapshot, set, settle })
    return flow
  }

  return {
    getSnapshot,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      for (const onShown of unshown.splice(0)) onShown()
      return () => listeners.delete(listener)
    },

    /** Loads the code that a click needs, so that the click starts immediately. If that fails, the click tries again. */
    preload: (): Promise<unknown> => load().catch(() => {}),

    /** Starts a link. Rejects if it could not start. If it ends immediately, that is a result. */
    start: async (context: LinkContext, request: LinkOptions) =>
      (flow ?? (await load())).start(context, request),

    /** Resumes what an earlier page left unfinished: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      const { browser } = context
      const { isOrphaned, reporting } = memoryOf(browser)
      const kinds = ['transaction', 'action'] as const
      const isLeft = isOrphaned || kinds.some((kind) => loadAll(browser, kind).length > 0)
      // A popup that reports to its opener lets the opener finish the link.
      if (!isLeft || reporting) return
      let resumed: Promise<void> | undefined
      // Lists wait until the flow has requested its own list, or makes them wait longer.
      const started = load().then((loaded) => {
        resumed = loaded.resume(context)
      })
      await context.whileFinishing(started).catch((error: AccountLinkingError) => {
        settle({ status: 'unverified', request: null, error })
      })
      await resumed
    },

    /** Handles a new list, which may show more about the links. */
    onList: (list: IdentityList): void => flow?.onList(list),

    /** An identity was unlinked, possibly before any list shows it. */
    onUnlinked: (id: string): void => flow?.onUnlinked(id),

    /** Forgets the result. */
    dismiss(): void {
      flow?.close()
      // An unlink also dismisses, usually without a result.
      if (snapshot.result) set({ result: null })
    },

    /** Forgets the interrupted action. */
    dismissAction: () => set({ action: null }),

    /** The results that have not been reported to the host yet. Each is returned once. */
    takeResults: () => unreported.splice(0),
  }
}
