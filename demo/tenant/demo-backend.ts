import type { Fault, FaultOptions } from './faults'
import type { RecordedRequest } from './observe'

/** A server that the profile page can sign in to, with controls for the end-to-end tests. */
export interface DemoBackend {
  readonly origin: string
  readonly connections: readonly { name: string; label: string; issuer: string }[]
  readonly demoUser: { email: string; password: string }
  /** All requests in the order of their arrival. */
  readonly requests: readonly RecordedRequest[]
  /** Executes these requests, but delays their responses until the returned function is called. */
  hold(method: string, path: string): () => void
  /** Applies one of `faults` to these requests, until the returned function is called. */
  fault(method: string, path: string, fault: Fault, options?: FaultOptions): () => void
  /** The users in the database. The identities of each are in order, with the primary first. */
  users(): Promise<TenantUser[]>
  /** Moves every sign-in that many seconds into the past. Sessions and tokens stay valid. */
  ageSessions(seconds: number): Promise<void>
  /** Stops all servers immediately. */
  close(): Promise<void>
}

export interface TenantUser {
  userId: string
  email: string | null
  identities: { provider: string; userId: string; connection: string }[]
}
