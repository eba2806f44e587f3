export type NoticeOwner = ReturnType<typeof createNoticeOwner>

/** Who shows results where several components could: the first that claims it, until it lets go. */
export function createNoticeOwner() {
  const claims: object[] = []
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  return {
    /** Claims the notices. Returns a function that lets go. */
    claim(claim: object): () => void {
      claims.push(claim)
      changed()
      return () => {
        claims.splice(claims.indexOf(claim), 1)
        changed()
      }
    },
    getSnapshot: () => claims[0],
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
