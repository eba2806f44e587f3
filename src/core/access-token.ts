import { isOffline } from './browser'
import { AccountLinkingError, type AccountLinkingErrorCode, errorName } from './errors'

/** Returns the signed-in user's access token. `fresh: true` means that the server refused the last one, so return a new one. */
export type GetAccessToken = (options: {
  fresh: boolean
}) => Promise<string | null | undefined> | string | null | undefined

/** Milliseconds until the kit stops waiting for a token or a response, unless the client sets its own timeout. */
export const DEFAULT_TIMEOUT_MS = 15_000

/** Runs a request with the access token. If the server refuses the token, runs it once more with a fresh one. */
export async function withAccessToken<T>(
  getAccessToken: GetAccessToken,
  request: (accessToken: string) => Promise<T>,
  timeoutMs: number = DEFAULT_TIMEOUT_MS,
): Promise<T> {
  const accessToken = await readToken(getAccessToken, false, timeoutMs)
  try {
    return await request(accessToken)
  } catch (error) {
    if (!(error instanceof AccountLinkingError) || error.code !== 'unauthorized') throw error
    const freshToken = await readToken(getAccessToken, true, timeoutMs)
    if (freshToken === accessToken) throw error
    return await request(freshToken)
  }
}

async function readToken(getAccessToken: GetAccessToken, fresh: boolean, timeoutMs: number): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    const timedOut = () => reject(tokenError('timeout', `did not settle within ${timeoutMs} ms`))
    timer = setTimeout(timedOut, timeoutMs)
  })
  try {
    const token = await Promise.race([getAccessToken({ fresh }), timeout])
    if (typeof token === 'string' && token !== '') return token
  } catch (error) {
    if (error instanceof AccountLinkingError) throw error
    throw tokenError(codeOf(error), `failed with ${errorName(error)}`)
  } finally {
    clearTimeout(timer)
  }
  throw tokenError('missing_token', 'returned no access token: no user is signed in')
}

function tokenError(code: AccountLinkingErrorCode, problem: string): AccountLinkingError {
  return new AccountLinkingError(code, `getAccessToken ${problem}.`, { unsent: true })
}

/** A TypeError is from `fetch`, and SDKs pass it on: the token could not be renewed because there is no network. */
function codeOf(error: unknown): AccountLinkingErrorCode {
  if (isOffline()) return 'offline'
  const isLost = /^(TypeError|NetworkError|TimeoutError|ErrorTimeout)$/.test(errorName(error))
  return isLost ? 'network' : 'missing_token'
}
