import { MutationObserver, onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import type { AccountLinkingClient } from 'react-linked-accounts'
import type { Identity, LinkOptions } from 'react-linked-accounts/core'
import {
  type ActionOptions,
  identitiesOptions,
  latestUnlinks,
  linkedAccountsKeys,
  linkOptions,
  resumeLinks,
  unlinkOptions,
  visibleIdentities,
} from 'react-linked-accounts/query'
import { vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { storeOf } from '../../src/query/store'
import { followTabs, notifyTabs } from '../../src/query/tabs'
import { pendingIds, readUnlink } from '../../src/query/visible'
import { emit } from '../../src/react/events'
import { listNumber } from './hand-server'
import type { Page, Place, Sight, Stage } from './page'
// Loaded before, because loading on demand would take real time.
import '../../src/core/link-flow'
import '../../src/core/step-up'

/** The parts of the kit in a page without React. */
export const pieces = { unlinkOptions, linkOptions, resumeLinks, storeOf }
export type Pieces = typeof pieces

/** Pages of the query layer, in virtual time. */
export function cacheStage(kit: Pieces): Stage {
  return {
    open: (place) => new CachePage(place, kit),
    async during(happen) {
      happen()
      for (let turn = 0; turn < 3; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve))
        vi.advanceTimersByTime(0)
      }
    },
    async wait(ms) {
      await vi.advanceTimersByTimeAsync(ms)
    },
  }
}

/** A page without a UI: the query layer as the hooks use it, and every state that a UI could show. */
class CachePage implements Page {
  private frames: (readonly string[])[] = []
  private readonly queryClient = new QueryClient()
  private hideList: (() => void) | undefined
  private stops: (() => void)[] = []
  private client: AccountLinkingClient
  private isShown = true

  constructor(
    private readonly place: Place,
    private readonly kit: Pieces,
  ) {
    this.client = place.client
    onlineManager.setOnline(true)
    const draw = () => {
      const rows = this.rows()
      if (rows) this.frames.push(rows)
    }
    this.queryClient.getQueryCache().subscribe(draw)
    this.queryClient.getMutationCache().subscribe(draw)
    captureLinkReturn(place.browser)
    this.mount()
  }

  /** Always available, because the cache exists even if nothing shows it. */
  sight(): Sight {
    const errors = [...this.visible().unlinkErrors].map(([id, { code }]) => [id, code] as const)
    const rows = this.rows()
    return {
      rows,
      errors: new Map(errors.filter(([id]) => rows?.some((row) => row.startsWith(`${id}#`)))),
      waiting: this.store()
        .unlinks.getSnapshot()
        .map(({ identity }) => identity.id),
      result: this.store().links.getSnapshot().result?.status,
    }
  }

  takeFrames(): readonly (readonly string[])[] {
    return this.frames.splice(0)
  }

  /** As `useUnlinkAccount`. */
  unlink(id: string, undoMs: number): void {
    const { client, queryClient } = this
    const { links } = this.store()
    const identity = this.visible().identities?.find((one) => one.id === id) as Identity
    if (pendingIds(queryClient, client).has(id)) return
    const observer = new MutationObserver(queryClient, {
      ...this.kit.unlinkOptions(client, { ...this.options(), undoMs }),
      onSuccess: (outcome) => {
        if (outcome === 'undone') return emit(this.handlers, { type: 'unlink_undone', identity })
        links.dismiss()
        notifyTabs(this.place.browser, client)
        emit(this.handlers, { type: 'unlinked', identity })
      },
      onError: (error) => emit(this.handlers, { type: 'unlink_failed', identity, error }),
    })
    observer.mutate(identity).catch(() => {})
  }

  undo(id: string): void {
    this.store().unlinks.end(id, 'undone')
  }

  /** As `useLinkAccount`. */
  link(request: LinkOptions): void {
    const { client, queryClient } = this
    if (queryClient.isMutating({ mutationKey: linkedAccountsKeys.link(client) }) > 0) return
    const observer = new MutationObserver(queryClient, this.kit.linkOptions(client, this.options()))
    observer.mutate(request).catch(() => {})
  }

  cancelLink(): void {
    this.store().links.getSnapshot().waiting?.cancel()
  }

  dismiss(): void {
    this.store().links.dismiss()
  }

  /** As `PendingActionNotice`. */
  continueAction(): void {
    const { action } = this.store().links.getSnapshot()
    this.store().links.dismissAction()
    if (action?.action === 'link') this.link(action.request)
    else if (action) this.unlink(action.identity.id, 0)
  }

  refetch(): void {
    void this.queryClient.refetchQueries({ queryKey: linkedAccountsKeys.identities(this.client) })
  }

  show(): void {
    if (!this.isShown) this.mount()
  }

  hide(): void {
    this.isShown = false
    for (const stop of this.stops.splice(0)) stop()
    this.hideList?.()
    this.hideList = undefined
  }

  signIn(client: AccountLinkingClient): void {
    const { isShown } = this
    this.hide()
    this.client = client
    if (isShown) this.mount()
  }

  busy(): readonly string[] {
    const { queryClient } = this
    const { waiting } = this.store().links.getSnapshot()
    const unlinks = queryClient.isMutating({ mutationKey: linkedAccountsKeys.unlink(this.client) })
    return [
      ...(unlinks > 0 ? ['unlink'] : []),
      ...(queryClient.isFetching() > 0 ? ['list'] : []),
      ...(waiting ? ['popup'] : []),
    ]
  }

  close(): void {
    this.hide()
    this.queryClient.clear()
    onlineManager.setOnline(true)
  }

  /** As the provider component. */
  private mount(): void {
    const { client, queryClient, place } = this
    this.isShown = true
    const { links } = this.store()
    const tellResults = () => {
      for (const ended of links.takeResults()) {
        emit(this.handlers, { type: 'link_returned', result: ended })
        if (ended.status !== 'linked' || !ended.identity) continue
        emit(this.handlers, { type: 'linked', identity: ended.identity })
        notifyTabs(place.browser, client)
      }
    }
    this.stops = [links.subscribe(tellResults), followTabs(queryClient, client, place.browser)]
    const list = new QueryObserver(queryClient, identitiesOptions(client, { browser: place.browser }))
    this.hideList = list.subscribe(() => {})
    tellResults()
    void this.kit.resumeLinks(queryClient, client, this.options())
  }

  private get handlers() {
    return { onEvent: this.place.tell }
  }

  private options(): ActionOptions {
    const { browser, reauthenticate } = this.place
    return { browser, reauthenticate }
  }

  private store() {
    return this.kit.storeOf(this.queryClient, this.client, this.place.browser)
  }

  private rows(): readonly string[] | undefined {
    return this.visible().identities?.map((identity) => `${identity.id}#${listNumber(identity)}`)
  }

  private visible() {
    const mutationKey = linkedAccountsKeys.unlink(this.client)
    const unlinks = this.queryClient.getMutationCache().findAll({ mutationKey }).map(readUnlink)
    const { queryKey } = identitiesOptions(this.client)
    return visibleIdentities(this.queryClient.getQueryData(queryKey), latestUnlinks(unlinks))
  }
}
