import type { Browser } from './browser'
import type { AccountLinkingClient } from './client'
import { AccountLinkingError } from './errors'
import type { PendingAction } from './link'
import { memoryOf } from './page-memory'
import { randomText } from './random'
import { loadAll, remove, save } from './records'

/** `required` is true if the server asked for it, false if it is the host's decision. */
export type StepUpRequest = PendingAction & { readonly required: boolean }

/**
 * Verifies the user before a link or unlink: resolves if they may continue, rejects if not. It may leave the page
 * instead; the action is offered again when the user is back.
 */
export type Reauthenticate = (request: StepUpRequest) => void | Promise<void>

/** What a step-up needs to know: the page, whose action it is, and the host's function, if any. */
export interface StepUpContext {
  readonly browser: Browser
  readonly client: Pick<AccountLinkingClient, 'key' | 'userId'>
  readonly reauthenticate?: Reauthenticate | undefined
}

/** Runs the host's step-up before an action. Without one, does nothing. */
export async function stepUp(context: StepUpContext, action: PendingAction, required = false): Promise<void> {
  const { browser, client, reauthenticate } = context
  if (!reauthenticate) return
  const id = randomText()
  // A record whose step-up does not run on this page belongs to a page that was left.
  const { busy } = memoryOf(browser)
  busy.add(id)
  try {
    const { key, userId } = client
    save(browser, 'action', id, { client: JSON.stringify(key), userId, action, startedAt: Date.now() })
  } catch {
    // Without storage, a step-up that leaves the page loses the action, and nothing else.
  }
  let isLeaving = false
  const stops = [browser.on('beforeunload', () => (isLeaving = true))]
  // A step-up that left the page never settles for a user who comes back by the back button.
  const restored = new Promise<never>((_resolve, reject) => {
    stops.push(browser.on('restore', reject))
  })
  try {
    await Promise.race([reauthenticate({ ...action, required }), restored])
    await new Promise((resolve) => setTimeout(resolve, 0))
    // `loginWithRedirect` of the vendor's SDK resolves although the page is about to go.
    if (isLeaving) await browser.returned().then(() => Promise.reject())
  } catch {
    const message = `reauthenticate() rejected, so nothing was sent (${client.key[0]}).`
    throw new AccountLinkingError('step_up_failed', message, { unsent: true })
  } finally {
    for (const stop of stops) stop()
    busy.delete(id)
    remove(browser, 'action', id)
  }
}

/** Runs a request. If the server asks for a step-up, runs that and the request once more. */
export async function withStepUp<T>(
  context: StepUpContext,
  action: PendingAction,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request()
  } catch (error) {
    const isAsked = error instanceof AccountLinkingError && error.code === 'step_up_required'
    if (!isAsked || !context.reauthenticate) throw error
  }
  await stepUp(context, action, true)
  return request()
}

/** Takes the action that a step-up interrupted by leaving the page, if there is one. It is returned once. */
export function consumePendingAction({ browser, client }: StepUpContext): PendingAction | null {
  const key = JSON.stringify(client.key)
  const { busy } = memoryOf(browser)
  for (const [id, record] of loadAll(browser, 'action').reverse()) {
    if (busy.has(id) || record.client !== key || record.userId !== client.userId) continue
    remove(browser, 'action', id)
    return record.action
  }
  return null
}
