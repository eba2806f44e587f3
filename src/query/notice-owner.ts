export type NoticeOwner = ReturnType<typeof createNoticeOwner>

/** Claims the notices for the host, which shows results itself. */
export const HOST = {}

/** Decides which component shows results: the first one that claims them, until it releases them. The host comes last. */
export function createNoticeOwner() {
  const claims: object[] = []
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  return {
    /** Claims the notices. Returns a function that releases them. */
    claim(claim: object): () => void {
      claims.push(claim)
      changed()
      return () => {
        claims.splice(claims.indexOf(claim), 1)
        changed()
      }
    },
    getSnapshot: () => claims.find((claim) => claim !== HOST) ?? claims[0],
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
