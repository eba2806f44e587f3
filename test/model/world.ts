import type { AccountLinkingClient, AccountLinkingEvent } from 'react-linked-accounts'
import type { Browser, LinkOptions, Reauthenticate } from 'react-linked-accounts/core'
import { createMemoryBrowser, type MemoryBrowser } from 'react-linked-accounts/testing'
import { vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { checkCall } from './check-calls'
import { checkEvent } from './check-events'
import { checkSight } from './check-sight'
import { ADA, type Call, GRACE, HandServer, type Link, type Origin, type Shape } from './hand-server'
import { mortalBrowser } from './mortal-browser'
import type { Page, Stage } from './page'

/** A click on Unlink. */
export interface Click {
  readonly page: Visit
  readonly userId: string
  readonly id: string
  readonly undoMs: number
  /** The step of the model in which it was clicked, and in which it was told. */
  readonly begun: number
  ended?: number
  outcome?: string
  /** The number of the last request when it was told. */
  toldAfter?: number
  /** What was sent for it. */
  readonly calls: Call[]
}

/** One page, from its load to its end. */
export class Visit implements Origin {
  isAlive = true
  isShown = true
  /** Another user has been signed in on it. */
  hasSwitched = false
  /** The page is being left, and may be in use again. */
  isLeaving = false
  /** By user: the number of the list that is shown, how the last link ended, when requests are wanted again. */
  readonly shown = new Map<string, number>()
  readonly results = new Map<string, string>()
  readonly quietUntil = new Map<string, number>()
  /** Users whose last result was dismissed while nothing of the kit was shown. */
  readonly dismissed = new Set<string>()
  /** By identity: what the host was told last. */
  readonly failures = new Map<string, string>()
  /** Lists up to this number were asked before a change that the page knows of. */
  readonly outdated = new Map<string, number>()
  /** The user that the kit knows of, as nothing of it is mounted while the page shows something else. */
  knownUserId: string
  page!: Page

  constructor(
    readonly number: number,
    readonly memory: MemoryBrowser,
    readonly end: () => void,
    /** The user that the host shows the page for. */
    public userId: string,
  ) {
    this.knownUserId = userId
  }

  isOffline = () => this.memory.isOffline()
}

export interface Settings {
  readonly shape: Shape
  readonly hasStepUp: boolean
  readonly startsOffline: boolean
}

/** Replaces pieces of the page, for planted faults. */
export interface Wrap {
  readonly client?: (client: AccountLinkingClient) => AccountLinkingClient
  readonly browser?: (browser: Browser) => Browser
}

const HOUR_MS = 60 * 60_000

/** A server, a user, and the pages that they open one after the other in one tab. */
export class World {
  readonly server: HandServer
  readonly clicks: Click[] = []
  readonly stepUps: { page: Visit; end: (isDone: boolean) => void }[] = []
  readonly popups = new Map<Link, MemoryBrowser>()
  /** The unlinks that had not ended when a link was clicked. */
  readonly unlinksBefore = new Map<Link, readonly Click[]>()
  visit: Visit
  step = 0
  stepUpsFailed = 0
  /** A list of an earlier time was answered, so that nobody can know what is new. */
  hasLagged = false
  /** Something has changed that no page was told of, so that a page may be behind the server. */
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

  /** Lets something happen, and checks what comes of it. */
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
    visit.failures.delete(id)
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
      clickedAfter: this.server.calls.length,
      returns: [],
      told: [],
    })
    const link = this.server.links[length]
    if (link) this.unlinksBefore.set(link, this.pending(visit))
    visit.results.delete(visit.userId)
    visit.page.link({ ...request, loginHint: String(length) })
  }

  /** The user signs in to an account at the provider. */
  choose(link: Link, account: string): void {
    const { server } = this
    const wasBefore = server.wasSince(link.userId, account, link.clickedAt - 95_000)
    const before = this.unlinksBefore.get(link) ?? []
    const wasUnlinked = before.some(({ id, outcome }) => id === account && outcome === 'unlinked')
    link.isNew = !server.ids(link.userId).includes(account) && (!wasBefore || wasUnlinked)
    server.choose(link, account)
  }

  /** The user comes back from the provider: in the popup, or in a page that is loaded in place of this one. */
  comeBack(link: Link, error: string): void {
    const { transaction } = link
    if (!transaction) return
    const outcome = error === '' ? { code: 'the code' } : { error }
    const url = `${transaction.redirectUri}?${new URLSearchParams({ ...outcome, state: transaction.state })}`
    link.returns.push(error)
    link.backAfter ??= this.server.calls.length
    if (Date.now() - link.clickedAt > HOUR_MS) link.isForgotten = true
    const popup = this.popups.get(link)
    if (popup) {
      popup.arrive(url)
      captureLinkReturn(popup)
    } else this.reload(url)
  }

  /** Ends the page, whatever it was doing, and loads one in its place. */
  reload(url?: string): void {
    const { visit } = this
    const { memory, userId, page } = visit
    // What was found out while nothing of the kit was mounted is told to nobody.
    if (!visit.isShown) for (const link of this.links) link.isForgotten ||= link.returns.length > 0
    visit.isAlive = false
    visit.end()
    page.close()
    stopClocks()
    const next = memory.reload(url)
    next.setOffline(memory.isOffline())
    this.visit = this.open(next, userId)
  }

  /** The page that was left is there again, as it was. A step-up that left it has not been done. */
  restore(): void {
    this.stepUpsFailed += 1
    this.visit.isLeaving = false
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

  /** What is found where the kit would catch it is thrown at the end of the step. */
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
    // A list of another user is not shown, so the page is where it was.
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
      else this.visit.isLeaving = true
    }
  }
}

/** Stops all that runs by the clock, which itself goes on. */
export function stopClocks(now = Date.now()): void {
  vi.clearAllTimers()
  vi.setSystemTime(now)
}

/** Whether only a list can tell what became of a request. */
export function mayHaveHappened({ code, unsent }: { code: string; unsent: boolean }): boolean {
  return ['network', 'offline', 'timeout', 'server_error', 'not_found'].includes(code) && !unsent
}
