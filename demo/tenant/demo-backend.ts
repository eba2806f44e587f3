import type { Fault, FaultOptions } from './faults'
import type { RecordedRequest } from './observe'

/** A server that the demo page can sign in to, as the end-to-end tests see it. */
export interface DemoBackend {
  readonly origin: string
  readonly connections: readonly { name: string; label: string; issuer: string }[]
  readonly demoUser: { email: string; password: string }
  /** every request as it came in, newest last */
  readonly requests: readonly RecordedRequest[]
  /** holds back the answers to these requests, after they have taken effect, until the returned function is called */
  hold(method: string, path: string): () => void
  /** lets these requests fail in one of the ways of `faults`, until the returned function is called */
  fault(method: string, path: string, fault: Fault, options?: FaultOptions): () => void
  /** what the database holds: the users with their identities in order, the first one of each first */
  users(): Promise<TenantUser[]>
  /** lets every sign-in so far be that many seconds older; sessions and tokens stay valid */
  ageSessions(seconds: number): Promise<void>
  /** stops all servers at once */
  close(): Promise<void>
}

export interface TenantUser {
  userId: string
  email: string | null
  identities: { provider: string; userId: string; connection: string }[]
}
