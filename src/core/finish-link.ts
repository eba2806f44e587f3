import { callbackError, callbackUrl } from './callback'
import type { LinkContext } from './context'
import { type AccountLinkingError, asLinkingError, isAmbiguous } from './errors'
import type { IdentityList } from './identity'
import { failedResult, LAG_MS, type LinkResult } from './link'
import { isExpired, type TransactionRecord, update } from './records'
import { isOpen, type LinkEvidence, resolveResult } from './resolve-result'
import { withStepUp } from './step-up'

/** A result, and the evidence to check against later lists; `null` if the result is final. */
export interface LinkOutcome {
  readonly result: LinkResult
  readonly evidence: LinkEvidence | null
}

/** Finishes a link that has returned, or whose response was lost. Every error becomes a result. */
export async function finishLink(
  context: LinkContext,
  state: string,
  record: TransactionRecord,
): Promise<LinkOutcome> {
  const { client } = context
  const { request, userId, callback, params } = record
  if (userId !== client.userId) return final({ status: 'wrong_user', request })
  const values = params && new Map(Object.entries(params))
  const reported = values && callbackError(client, callback, values)
  const error = reported ?? (values && (await complete(context, state, record, values)))
  if (error && !isAmbiguous(error)) return final(failedResult(request, error))
  return judgeByList(context, { record, error, isInterrupted: !values })
}

/** Determines a link's result from a fresh list, and from a second one if the first shows nothing new. */
export async function judgeByList(context: LinkContext, evidence: LinkEvidence): Promise<LinkOutcome> {
  const { request, previousIds } = evidence.record
  try {
    const firstList = await context.freshList()
    const first = outcomeOf(evidence, firstList)
    // Without the previous ids, a later list cannot tell more.
    if (!first.evidence || !previousIds) return final(first.result)
    await new Promise((resolve) => setTimeout(resolve, LAG_MS))
    // If this list fails, the first one still counts.
    return outcomeOf(evidence, await context.freshList().catch(() => firstList))
  } catch (thrown) {
    const error = asLinkingError(thrown, 'listIdentities()')
    if (error.code === 'wrong_user') return final(failedResult(request, error))
    return { result: { status: 'unverified', request, error }, evidence }
  }
}

/** What a list shows about a link. */
export function outcomeOf(evidence: LinkEvidence, list: IdentityList): LinkOutcome {
  const result = resolveResult(evidence, list)
  return { result, evidence: isOpen(result) ? evidence : null }
}

export function final(result: LinkResult): LinkOutcome {
  return { result, evidence: null }
}

/** Lets the client complete the link, unless the callback came too late. */
async function complete(
  context: LinkContext,
  state: string,
  record: TransactionRecord,
  params: ReadonlyMap<string, string>,
): Promise<AccountLinkingError | undefined> {
  const { client, browser } = context
  const { redirectUri, data, request } = record
  const { finishLink: finish } = client
  if (!finish || isExpired(record)) return undefined
  // A code works only once. If the page reloads in the meantime, the list determines the result.
  update(browser, state, { phase: 'finishing', params: undefined })
  const transaction = { state, redirectUri, callbackUrl: callbackUrl(redirectUri, state), data }
  try {
    const action = { action: 'link', request } as const
    await context.whileFinishing(withStepUp(context, action, () => finish(params, transaction)))
    return undefined
  } catch (error) {
    return asLinkingError(error, 'finishLink()')
  }
}
