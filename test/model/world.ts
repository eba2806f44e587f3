import type { AccountLinkingClient, AccountLinkingEvent } from 'react-linked-accounts'
import type { Browser, LinkOptions, Reauthenticate } from 'react-linked-accounts/core'
import { createMemoryBrowser, type MemoryBrowser } from 'react-linked-accounts/testing'
import { captureLinkReturn } from '../../src/core/callback'
import { type Call, type Link, mayHaveHappened } from './call'
import { checkCall } from './check-calls'
import { checkEvent } from './check-events'
import { checkSight } from './check-sight'
import { ADA, GRACE, HandServer, type Shape } from './hand-server'
import { mortalBrowser, stopClocks } from './mortal-browser'
import type { Stage } from './page'
import { type Click, Visit } from './visit'

export interface Settings {
  readonly shape: Shape
  readonly hasStepUp: boolean
  readonly startsOffline: boolean
}

/** Replaces parts of the page, for planted bugs. */
export interface Wrap {
  readonly client?: (client: AccountLinkingClient) => AccountLinkingClient
  readonly browser?: (browser: Browser) => Browser
}

const HOUR_MS = 60 * 60_000

/** A server, a user, and the pages that they open one after another in one tab. */
export class World {
  readonly server: HandServer
  readonly clicks: Click[] = []
  readonly stepUps: { page: Visit; end: (isDone: boolean) => void }[] = []
  readonly popups = new Map<Link, MemoryBrowser>()
  visit: Visit
  step = 0
  stepUpsFailed = 0
  /** An outdated list was returned, so it cannot be known what is new. */
  hasLagged = false
  /** Something has changed that no page was notified of, so a page may be behind the server. */
  isBehind = false
  private pages = 0
  private violation: unknown

  constructor(
    private readonly stage: Stage,
    private readonly settings: Settings,
    private readonly wrap: Wrap = {},
  ) {
    this.server = new HandServer(settings.shape)
    this.server.onCall = (call) => this.watch(() => checkCall(this, call))
    this.server.onAnswer = (call) => this.answered(call)
    const memory = createMemoryBrowser('https://app.example/account')
    if (settings.startsOffline) memory.setOffline(true)
    this.visit = this.open(memory, ADA)
  }

  get links(): readonly Link[] {
    return this.server.links
  }

  get isInPlace(): boolean {
    return this.settings.shape === 'in place'
  }

  /** Runs something, and checks the effects. */
  async happen(happening: () => void, ms?: number): Promise<void> {
    this.step += 1
    const { visit } = this
    const before = { userId: visit.userId, shown: new Map(visit.shown), outdated: new Map(visit.outdated) }
    visit.page.takeFrames()
    await this.stage.during(happening)
    if (ms !== undefined) await this.stage.wait(ms)
    this.followDepartures()
    if (this.violation) throw this.violation
    if (visit === this.visit) checkSight(this, visit, before)
  }

  pending(visit: Visit, userId = visit.userId): readonly Click[] {
    const isOf = (click: Click) => click.page === visit && click.userId === userId
    return this.clicks.filter((click) => isOf(click) && click.outcome === undefined)
  }

  unlink(id: string, undoMs: number): void {
    const { visit, step } = this
    this.clicks.push({ page: visit, userId: visit.userId, id, undoMs, begun: step, calls: [] })
    visit.failures.delete(`${visit.userId} ${id}`)
    visit.page.unlink(id, undoMs)
  }

  link(request: LinkOptions): void {
    const { visit } = this
    const { length } = this.server.links
    this.server.links.push({
      number: length,
      page: visit.number,
      userId: visit.userId,
      connection: request.connection ?? request.reconnect?.connection,
      reconnects: request.reconnect?.id,
      isPopup: request.display === 'popup',
      clickedAt: Date.now(),
      clickedIn: this.step,
      clickedAfter: this.server.calls.length,
      returns: [],
      told: [],
    })
    visit.results.delete(visit.userId)
    visit.page.link({ ...request, loginHint: String(length) })
  }

  /** The user signs in to an account at the provider. */
  choose(link: Link, account: string): void {
    const { server } = this
    const wasBefore = server.wasSince(link.userId, account, link.clickedAt - 95_000)
    const wasUnlinked = this.clicks.some(
      ({ page, id, outcome, ended = 0 }) =>
        page.number === link.page && id === account && outcome === 'unlinked' && ended >= link.clickedIn,
    )
    link.isNew = !server.ids(link.userId).includes(account) && (!wasBefore || wasUnlinked)
    server.choose(link, account)
  }

  /** The user returns from the provider: in the popup, or in a page that replaces this one. */
  comeBack(link: Link, error: string): void {
    const { transaction } = link
    if (!transaction) return
    const outcome = error === '' ? { code: 'the code' } : { error }
    const url = `${transaction.redirectUri}?${new URLSearchParams({ ...outcome, state: transaction.state })}`
    link.returns.push(error)
    link.backAfter ??= this.server.calls.length
    const popup = this.popups.get(link)
    if (popup) {
      popup.arrive(url)
      captureLinkReturn(popup)
    } else this.reload(url)
  }

  /** Ends the page, whatever it was doing, and loads another in its place. */
  reload(url?: string): void {
    const { visit } = this
    const { memory, userId, page } = visit
    // A record is kept for an hour.
    for (const link of this.links) link.isForgotten ||= Date.now() - link.clickedAt > HOUR_MS
    visit.isAlive = false
    visit.end()
    page.close()
    stopClocks()
    const next = memory.reload(url)
    next.setOffline(memory.isOffline())
    this.visit = this.open(next, userId)
  }

  /** The page that was left is restored, unchanged. A step-up that left it was not completed. */
  restore(): void {
    this.stepUpsFailed += 1
    this.visit.isRedirecting = false
    this.visit.memory.back()
  }

  signIn(userId: string): void {
    const { visit } = this
    visit.userId = userId
    visit.hasSwitched = true
    if (visit.isShown) visit.knownUserId = userId
    visit.page.signIn(this.client(visit))
  }

  other(userId: string): string {
    return userId === ADA ? GRACE : ADA
  }

  private open(memory: MemoryBrowser, userId: string): Visit {
    this.pages += 1
    memory.allowPopups()
    const { browser, end } = mortalBrowser(memory)
    const visit = new Visit(this.pages, memory, end, userId)
    this.visit = visit
    const tell = (event: AccountLinkingEvent) => {
      if (visit.isAlive) this.watch(() => checkEvent(this, visit, event))
    }
    visit.page = this.stage.open({
      client: this.client(visit),
      browser: this.wrap.browser?.(browser) ?? browser,
      reauthenticate: this.settings.hasStepUp ? this.reauthenticate(visit) : undefined,
      tell,
    })
    return visit
  }

  /** Problems that are found where the kit would catch them are thrown at the end of the step. */
  private watch(check: () => void): void {
    try {
      check()
    } catch (violation) {
      this.violation ??= violation
    }
  }

  private client(visit: Visit): AccountLinkingClient {
    const client = this.server.client(visit, visit.userId)
    return this.wrap.client?.(client) ?? client
  }

  private reauthenticate(visit: Visit): Reauthenticate {
    return () =>
      new Promise((resolve, reject) => {
        this.stepUps.push({
          page: visit,
          end: (isDone) => {
            if (isDone) return resolve()
            this.stepUpsFailed += 1
            reject(new Error('The user closed it.'))
          },
        })
      })
  }

  private answered({ userId, kind, answer }: Call): void {
    const { visit } = this
    if (kind === 'list' && answer instanceof Error) this.isBehind = true
    // Another user's list is not shown, so the page does not change.
    const isOthers =
      kind === 'list' && answer && answer !== 'ok' && !(answer instanceof Error) && answer.owner !== userId
    if (isOthers) this.isBehind = true
    if (!(answer instanceof Error)) {
      if (kind === 'unlink' || kind === 'finish') visit.outdated.set(userId, this.server.calls.length)
    } else if (answer.code === 'rate_limited') {
      this.isBehind = true
      const until = Date.now() + (answer.retryAfter ?? 0) * 1000
      visit.quietUntil.set(userId, Math.max(until, visit.quietUntil.get(userId) ?? 0))
    } else if (answer.code === 'conflict' || (kind === 'unlink' && mayHaveHappened(answer))) {
      visit.outdated.set(userId, this.server.calls.length)
    }
  }

  private followDepartures(): void {
    const { memory, number } = this.visit
    for (const url of memory.departures) {
      const link = this.server.links[Number(new URL(url).searchParams.get('link'))]
      if (!link || link.hasLeft || link.page !== number) continue
      link.hasLeft = true
      if (link.isPopup && memory.popup) this.popups.set(link, memory.popup.page)
      else this.visit.isRedirecting = true
    }
  }
}
