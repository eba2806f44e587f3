import type { Browser } from './browser'
import type { AccountLinkingClient } from './client'
import { AccountLinkingError } from './errors'
import type { PendingAction } from './link'
import { memoryOf } from './page-memory'
import { randomText } from './random'
import { loadAll, remove, save } from './records'

/** `required` is true if the server asked for the step-up, and false if your app may decide. */
export type StepUpRequest = PendingAction & { readonly required: boolean }

/**
 * Verifies the user before a link or unlink. Resolve to continue, reject to stop. It may leave the page instead; the user
 * is then asked whether to continue when they return.
 */
export type Reauthenticate = (request: StepUpRequest) => void | Promise<void>

/** What a step-up needs: the page, the client whose action it is, and the host's function, if any. */
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
  // If a record's step-up is not running on this page, the record belongs to an earlier page.
  const { busy } = memoryOf(browser)
  busy.add(id)
  try {
    const { key, userId } = client
    save(browser, 'action', id, { client: JSON.stringify(key), userId, action, startedAt: Date.now() })
  } catch {
    // Without storage, only the action is lost, and only if the step-up leaves the page.
  }
  let isRedirecting = false
  const stops = [browser.on('beforeunload', () => (isRedirecting = true))]
  // A step-up that left the page never settles if the user returns with the back button.
  const restored = new Promise<never>((_resolve, reject) => {
    stops.push(browser.on('restore', reject))
  })
  try {
    await Promise.race([reauthenticate({ ...action, required }), restored])
    await new Promise((resolve) => setTimeout(resolve, 0))
    // The vendor SDK's `loginWithRedirect` resolves although the page is about to leave.
    if (isRedirecting) await browser.returned().then(() => Promise.reject())
  } catch {
    const message = `reauthenticate() rejected, so nothing was sent (${client.key[0]}).`
    throw new AccountLinkingError('step_up_failed', message, { unsent: true })
  } finally {
    for (const stop of stops) stop()
    busy.delete(id)
    remove(browser, 'action', id)
  }
}

/** Runs a request. If the server requires a step-up, runs the step-up and then the request once more. */
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

/** Returns and removes the action that was interrupted by a step-up that left the page, if there is one. */
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
