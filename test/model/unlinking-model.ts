import type { AccountLinkingErrorCode } from 'react-linked-accounts/core'
import { type HandServer, PRIMARY } from './hand-server'

/**
 * A removal that has not ended. `undo`: it can be taken back until `endsAt`; `offline`: it waits for the network;
 * `sent`: the server has it; `lost`: its answer was lost, and a list has to tell.
 */
type Removal =
  | { readonly phase: 'undo'; readonly endsAt: number }
  | { readonly phase: 'offline' | 'sent' }
  | { readonly phase: 'lost'; readonly code: AccountLinkingErrorCode }

/** What a person must see: the list that the client was last told, minus the removals that have not ended. */
export class UnlinkingModel {
  /** The ids in the list as the client was last told them; `undefined` before the first list. */
  told: readonly string[] | undefined
  readonly removals = new Map<string, Removal>()
  readonly errors = new Map<string, AccountLinkingErrorCode>()
  readonly sent: string[] = []
  isOnline = true
  isShown = true
  /** Every list that was refused; only then may the page be behind the server when nothing is under way. */
  refusedLists = 0
  private now = 0
  /** Lists up to this number were asked before something that they may not know of, so they count for nothing. */
  private outdated = 0

  constructor(readonly server: HandServer) {}

  rows(): readonly string[] | undefined {
    return this.told?.filter((id) => !this.removals.has(id))
  }

  /** The errors that have a row to stand in. */
  rowErrors(): ReadonlyMap<string, AccountLinkingErrorCode> {
    const rows = this.rows() ?? []
    return new Map([...this.errors].filter(([id]) => rows.includes(id)))
  }

  /** What can be clicked. */
  removable(): readonly string[] {
    return this.isShown ? (this.rows() ?? []).filter((id) => id !== PRIMARY) : []
  }

  waiting(): readonly string[] {
    return [...this.removals].flatMap(([id, { phase }]) =>
      phase === 'undo' || phase === 'offline' ? id : [],
    )
  }

  unlink(id: string, undoMs: number): void {
    this.errors.delete(id)
    if (undoMs > 0) this.removals.set(id, { phase: 'undo', endsAt: this.now + undoMs })
    else this.due(id)
  }

  callOff(id: string): void {
    this.removals.delete(id)
  }

  pass(ms: number): void {
    this.now += ms
    const due = [...this.removals].flatMap(([id, removal]) =>
      removal.phase === 'undo' && removal.endsAt <= this.now ? [{ id, endsAt: removal.endsAt }] : [],
    )
    for (const { id } of due.sort((one, other) => one.endsAt - other.endsAt)) this.due(id)
  }

  /** The page is going: what can be undone is sent while that is possible. */
  leave(): void {
    for (const [id, { phase }] of [...this.removals]) if (phase === 'undo') this.send(id)
  }

  connect(isOnline: boolean): void {
    this.isOnline = isOnline
    if (!isOnline) return
    for (const [id, { phase }] of [...this.removals]) if (phase === 'offline') this.send(id)
  }

  /** Another tab has changed the list. */
  changedElsewhere(): void {
    this.outdate()
  }

  confirmed(id: string): void {
    this.outdate()
    this.told = this.told?.filter((one) => one !== id)
    this.removals.delete(id)
  }

  refused(id: string, code: AccountLinkingErrorCode): void {
    this.removals.delete(id)
    this.errors.set(id, code)
  }

  lost(id: string, code: AccountLinkingErrorCode): void {
    this.outdate()
    this.removals.set(id, { phase: 'lost', code })
  }

  listAnswered(number: number, ids: readonly string[]): void {
    if (!this.counts(number)) return
    this.told = ids
    for (const [id, removal] of [...this.removals]) {
      if (removal.phase !== 'lost') continue
      this.removals.delete(id)
      if (ids.includes(id)) this.errors.set(id, removal.code)
    }
  }

  listRefused(number: number): void {
    if (!this.counts(number)) return
    this.refusedLists += 1
    for (const [id, { phase }] of [...this.removals])
      if (phase === 'lost') this.refused(id, 'outcome_unknown')
  }

  private due(id: string): void {
    if (this.isOnline) this.send(id)
    else this.hold(id, { phase: 'offline' })
  }

  private send(id: string): void {
    this.sent.push(id)
    this.hold(id, { phase: 'sent' })
  }

  /** Behind the others, as removals wait in the order in which they began to. */
  private hold(id: string, removal: Removal): void {
    this.removals.delete(id)
    this.removals.set(id, removal)
  }

  private outdate(): void {
    this.outdated = this.server.listCount
  }

  /** Of the lists under way the one that was asked last counts. */
  private counts(number: number): boolean {
    return number > this.outdated && number === this.server.listCount
  }
}
