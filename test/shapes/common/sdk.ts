import { AccountLinkingError, type AccountLinkingErrorCode, errorName } from '../../../src/core/errors'

/**
 * Runs a call of an SDK. Of what it throws, only the code and the status are told: the rest may hold tokens. An error
 * without either says nothing about the outcome, so it counts as a lost answer, and the list decides.
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
