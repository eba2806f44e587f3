import { inspect } from 'node:util'

/** Everything visible in a value, at any depth: hidden fields, message, stack, keys and values. */
export function surface(value: unknown): string {
  return inspect(value, {
    showHidden: true,
    depth: Number.POSITIVE_INFINITY,
    maxArrayLength: Number.POSITIVE_INFINITY,
    maxStringLength: Number.POSITIVE_INFINITY,
  })
}

/** The error that a promise was rejected with; fails if it was not rejected. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const value = await promise.catch((reason: unknown) => ({ reason }))
  if (typeof value === 'object' && value !== null && 'reason' in value) return value.reason
  throw new Error(`It was not rejected, but resolved to ${inspect(value)}.`)
}

/** The error that a function threw; fails if it did not throw. */
export function thrown(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('It did not throw.')
}
