import type { LinkContext } from '../core/context'
import type { AccountLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import type { LinkOptions, LinkResult, LinkSnapshot } from '../core/link'
import type { LinkFlow } from '../core/link-flow'
import { memoryOf } from '../core/page-memory'
import { loadAll } from '../core/records'
import { loadCode } from './load-code'

export type LinkStore = ReturnType<typeof createLinkStore>

/** The links of one client and user on this page. What starts and finishes them is loaded when it is needed. */
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

    /** Loads what a click needs, so that it starts at once. A click loads it again if that fails. */
    preload: (): Promise<unknown> => load().catch(() => {}),

    /** Starts a link. Rejects if it could not start; an end that is reported at once is a result. */
    start: async (context: LinkContext, request: LinkOptions) =>
      (flow ?? (await load())).start(context, request),

    /** Takes up what an earlier page has left: callbacks, open popups, interrupted actions. */
    async resume(context: LinkContext): Promise<void> {
      const { browser } = context
      const { isOrphaned, reporting } = memoryOf(browser)
      const kinds = ['transaction', 'action'] as const
      const isLeft = isOrphaned || kinds.some((kind) => loadAll(browser, kind).length > 0)
      // A popup that reports to its opener leaves the link to it.
      if (!isLeft || reporting) return
      let resumed: Promise<void> | undefined
      // Lists wait until the flow has asked for its own, or says that they have to wait for longer.
      const started = load().then((loaded) => {
        resumed = loaded.resume(context)
      })
      await context.whileFinishing(started).catch((error: AccountLinkingError) => {
        settle({ status: 'unverified', request: null, error })
      })
      await resumed
    },

    /** Takes in a list, which may tell more of the links. */
    onList: (list: IdentityList): void => flow?.onList(list),

    /** An identity was unlinked, although no list may show it yet. */
    onUnlinked: (id: string): void => flow?.onUnlinked(id),

    /** Forgets the result. */
    dismiss(): void {
      flow?.close()
      // An unlink dismisses too, mostly nothing.
      if (snapshot.result) set({ result: null })
    },

    /** Forgets the interrupted action. */
    dismissAction: () => set({ action: null }),

    /** The results that the host was not told of yet. Each is returned once. */
    takeResults: () => unreported.splice(0),
  }
}
