import { MutationObserver, onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import type { AccountLinkingClient } from 'react-linked-accounts'
import type { Identity } from 'react-linked-accounts/core'
import { identitiesOptions, linkedAccountsKeys, type unlinkOptions } from 'react-linked-accounts/query'
import { vi } from 'vitest'
import { holdsOf } from '../../src/query/holds'
import { renewIdentities } from '../../src/query/identities'
import { readRemoval, visibleAccounts } from '../../src/query/visible'
import type { Page, Sight } from './happenings'

export type UnlinkFactory = typeof unlinkOptions

/** A page without a screen: the query layer as the hooks use it, and every state that a screen could draw. */
export class CachePage implements Page {
  private frames: (readonly string[])[] = []
  private readonly queryClient = new QueryClient()
  private hide: (() => void) | undefined

  constructor(
    private readonly client: AccountLinkingClient,
    private readonly factory: UnlinkFactory,
  ) {
    this.queryClient.mount()
    const draw = () => {
      const rows = this.rows()
      if (rows) this.frames.push(rows)
    }
    this.queryClient.getQueryCache().subscribe(draw)
    this.queryClient.getMutationCache().subscribe(draw)
    this.show()
  }

  /** Always, as the cache is there when nothing shows it. */
  sight(): Sight {
    const errors = [...this.visible().unlinkErrors].map(([id, { code }]) => [id, code] as const)
    const rows = this.rows()
    return {
      rows,
      errors: new Map(errors.filter(([id]) => rows?.includes(id))),
      waiting: this.holds()
        .snapshot()
        .map(({ identity }) => identity.id),
    }
  }

  takeFrames(): readonly (readonly string[])[] {
    return this.frames.splice(0)
  }

  async during(happen: () => void): Promise<void> {
    happen()
    for (let turn = 0; turn < 2; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      vi.advanceTimersByTime(0)
    }
  }

  unlink(id: string, undoMs: number): void {
    const identity = this.visible().identities?.find((one) => one.id === id) as Identity
    const observer = new MutationObserver(this.queryClient, this.factory(this.client, { undoMs }))
    observer.mutate(identity).catch(() => {})
  }

  callOff(id: string): void {
    this.holds().end(id, 'called_off')
  }

  leave(): void {
    for (const { identity, reason } of this.holds().snapshot()) {
      if (reason === 'undo') this.holds().end(identity.id, 'leaving')
    }
  }

  refetch(): void {
    void this.queryClient.refetchQueries(identitiesOptions(this.client))
  }

  /** Another tab says that the list has changed. */
  hear(): void {
    void renewIdentities(this.client, this.queryClient)
  }

  show(): void {
    this.hide ??= new QueryObserver(this.queryClient, identitiesOptions(this.client)).subscribe(() => {})
  }

  unmount(): void {
    this.hide?.()
    this.hide = undefined
  }

  close(): void {
    this.unmount()
    this.queryClient.unmount()
    this.queryClient.clear()
    onlineManager.setOnline(true)
  }

  private rows(): readonly string[] | undefined {
    return this.visible().identities?.map(({ id }) => id)
  }

  private holds() {
    return holdsOf(this.queryClient, this.client)
  }

  private visible() {
    const mutationKey = linkedAccountsKeys.unlink(this.client)
    const removals = this.queryClient.getMutationCache().findAll({ mutationKey }).map(readRemoval)
    return visibleAccounts(this.queryClient.getQueryData(identitiesOptions(this.client).queryKey), removals)
  }
}
