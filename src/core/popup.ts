import type { Browser, Popup } from './browser'
import type { LinkReturn } from './link-return'
import { digest } from './random'
import { isSealed, type SealedAnswer, seal, unseal } from './sealed'

interface Report {
  readonly type: 'returned'
  /** Digest of the `state`, which is a secret itself and is not told to the channel. */
  readonly flow: string
  readonly error?: string | undefined
  readonly description?: string | undefined
  readonly answer?: SealedAnswer | undefined
}

/** In the popup: tells the page that opened it how the link came back, and closes. */
export async function reportToOpener(browser: Browser, linkReturn: LinkReturn): Promise<void> {
  const { state, error, description } = linkReturn
  const report: Report = { type: 'returned', flow: await digest(state), error, description }
  const { answer } = linkReturn
  browser.tell(answer ? { ...report, answer: await seal(answer, state) } : report)
  browser.close()
}

/** In the page that opened it: how the link came back, or that the window was closed before. */
export async function awaitPopup(browser: Browser, popup: Popup, state: string): Promise<LinkReturn> {
  const flow = await digest(state)
  let stop = () => {}
  const reported = new Promise<LinkReturn>((resolve) => {
    stop = browser.hear((message) => {
      if (!isReport(message) || message.flow !== flow) return
      const { error, description, answer } = message
      resolve(
        answer
          ? unseal(answer, state).then((opened) => ({ state, error, description, answer: opened }))
          : { state, error, description },
      )
    })
  })
  try {
    return await Promise.race([
      reported,
      popup.closed().then(() => afterGrace({ state, isClosed: true }, reported)),
    ])
  } finally {
    stop()
  }
}

const GRACE_MS = 500

/** A window that closes by itself may be seen closed before its report is heard. */
function afterGrace(closed: LinkReturn, reported: Promise<LinkReturn>): Promise<LinkReturn> {
  const grace = new Promise<LinkReturn>((resolve) => setTimeout(() => resolve(closed), GRACE_MS))
  return Promise.race([reported, grace])
}

function isReport(message: unknown): message is Report {
  if (typeof message !== 'object' || message === null) return false
  const { type, flow, error, description, answer } = message as Record<string, unknown>
  return (
    type === 'returned' &&
    typeof flow === 'string' &&
    [error ?? '', description ?? ''].every((text) => typeof text === 'string') &&
    (answer === undefined || isSealed(answer))
  )
}
