import { AccountLinkingError, type AccountLinkingErrorCode, errorName } from '../../../src/core/errors'

/**
 * Runs an SDK call. Only the code and the status of its errors are reported, because the rest may contain tokens. An error
 * without either says nothing about the result, so it counts as a lost response, and the list determines the result.
 */
export async function callSdk<T>(
  codes: Readonly<Record<string, AccountLinkingErrorCode>>,
  readError: (error: object) => { code?: unknown; status?: unknown },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AccountLinkingError) throw error
    const { code, status } = readError(Object(error))
    const serverCode = typeof code === 'string' ? code : undefined
    const known = serverCode !== undefined && Object.hasOwn(codes, serverCode) ? codes[serverCode] : undefined
    const other = Number(status) >= 500 ? 'server_error' : serverCode ? 'rejected' : 'network'
    const message = `The SDK failed with ${serverCode ?? errorName(error)}.`
    throw new AccountLinkingError(known ?? other, message, { serverCode })
  }
}
