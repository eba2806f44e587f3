import { callbackError, callbackUrl } from './callback'
import type { LinkContext } from './context'
import { type AccountLinkingError, asLinkingError, isAmbiguous } from './errors'
import type { IdentityList } from './identity'
import { failedResult, LAG_MS, type LinkResult } from './link'
import { isExpired, type TransactionRecord, update } from './records'
import { withStepUp } from './step-up'
import { isOpen, judge, type LinkEvidence } from './verdict'

/** A result, and what a later list is judged with; `null` if nothing can change it. */
export interface LinkOutcome {
  readonly result: LinkResult
  readonly evidence: LinkEvidence | null
}

/** Finishes a link that came back, or whose answer was lost. Every error is a result. */
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

/** Judges a link by a fresh list, and by a second one if the first shows nothing new. */
export async function judgeByList(context: LinkContext, evidence: LinkEvidence): Promise<LinkOutcome> {
  const { request, previousIds } = evidence.record
  try {
    const firstList = await context.freshList()
    const first = outcomeOf(evidence, firstList)
    // Without the ids from before, a later list tells no more.
    if (!first.evidence || !previousIds) return final(first.result)
    await new Promise((resolve) => setTimeout(resolve, LAG_MS))
    // A list that fails now says nothing against the first.
    return outcomeOf(evidence, await context.freshList().catch(() => firstList))
  } catch (thrown) {
    const error = asLinkingError(thrown, 'listIdentities()')
    if (error.code === 'wrong_user') return final(failedResult(request, error))
    return { result: { status: 'unverified', request, error }, evidence }
  }
}

/** What a list says of a link. */
export function outcomeOf(evidence: LinkEvidence, list: IdentityList): LinkOutcome {
  const result = judge(evidence, list)
  return { result, evidence: isOpen(result) ? evidence : null }
}

export function final(result: LinkResult): LinkOutcome {
  return { result, evidence: null }
}

/** Has the client complete the link. A late callback is not completed. */
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
  // A code is used once. A reload while it is used leaves the list to decide.
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
