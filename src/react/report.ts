/** Tells the host, without letting what its handler throws change the flow: it surfaces as an error of the page. */
export function report<T>(handler: ((value: T) => void) | undefined, value: T): void {
  try {
    handler?.(value)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
