import { type Browser, hasPage, onRestoredPage, pageBrowser } from './browser'
import { AccountLinkingError } from './errors'
import type { Identity } from './identity'

/** What a person is about to do, for a host that may want to be sure of them first. */
export type Intent =
  | { readonly action: 'unlink'; readonly identity: Identity }
  | { readonly action: 'link'; readonly connection: string | null }

/** `required` is true where the server has asked for it, false where it is the host's to decide. */
export type StepUpRequest = Intent & { readonly required: boolean }

/**
 * Makes sure of the person before they link or unlink: resolves when they may go on, rejects if they may not.
 * It may leave the page instead; what they were about to do is then offered again when they are back.
 */
export type Reauthenticate = (request: StepUpRequest) => void | Promise<void>

/**
 * Does what was intended, after the step-up. Where the server asks for one, it is done and the act repeated, once.
 */
export async function withStepUp<T>(
  clientKey: readonly string[],
  reauthenticate: Reauthenticate | undefined,
  intent: Intent,
  act: () => Promise<T>,
): Promise<T> {
  if (!reauthenticate) return act()
  await stepUp(clientKey, reauthenticate, { ...intent, required: false })
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof AccountLinkingError) || error.code !== 'step_up_required') throw error
  }
  await stepUp(clientKey, reauthenticate, { ...intent, required: true })
  return act()
}

async function stepUp(clientKey: readonly string[], reauthenticate: Reauthenticate, request: StepUpRequest) {
  const { required: _required, ...intent } = request
  remember(clientKey, intent)
  let stop = () => {}
  // A step-up that left the page never ends for the one who comes back from it by the back button.
  const goneBack = new Promise<never>((_resolve, reject) => {
    stop = onRestoredPage(() => reject(new Error('The person came back without it.')))
  })
  try {
    await Promise.race([reauthenticate(request), goneBack])
  } catch {
    throw new AccountLinkingError('step_up_failed', 'reauthenticate() rejected, so nothing was sent.')
  } finally {
    stop()
    takeInterrupted(clientKey)
  }
}

const STORAGE_PREFIX = 'react-linked-accounts:intent:'
const LIFETIME_MS = 10 * 60 * 1000

function remember(clientKey: readonly string[], intent: Intent): void {
  withStorage((storage) => {
    const record = JSON.stringify({ intent, at: Date.now() })
    storage.setItem(STORAGE_PREFIX + JSON.stringify(clientKey), record)
  })
}

/** What the person was about to do when a step-up left the page, if it did; given once. */
export function takeInterrupted(clientKey: readonly string[]): Intent | undefined {
  return withStorage((storage) => {
    const key = STORAGE_PREFIX + JSON.stringify(clientKey)
    const record = storage.getItem(key)
    storage.removeItem(key)
    const { intent, at } = JSON.parse(record ?? '{}') as { intent?: unknown; at?: unknown }
    const isFresh = typeof at === 'number' && Date.now() - at <= LIFETIME_MS
    return isFresh && isIntent(intent) ? intent : undefined
  })
}

/** Whether a record is what was stored: other scripts of the origin can write there, too. */
function isIntent(value: unknown): value is Intent {
  if (typeof value !== 'object' || value === null) return false
  const { action, connection, identity } = value as Record<string, unknown>
  if (action === 'link') return connection === null || typeof connection === 'string'
  if (action !== 'unlink' || typeof identity !== 'object' || identity === null) return false
  const { profile, ...fields } = identity as Record<string, unknown>
  const texts = [fields.id, fields.provider, fields.userId, fields.connection]
  return texts.every((text) => typeof text === 'string') && typeof profile === 'object' && profile !== null
}

/** Without storage, a step-up that leaves the page loses the intention, and nothing else. */
function withStorage<T>(act: (storage: ReturnType<Browser['storage']>) => T): T | undefined {
  try {
    return hasPage() ? act(pageBrowser().storage()) : undefined
  } catch {
    return undefined
  }
}
