'use client'
import type { LinkRequest } from '../core/client'
import { useCapabilities } from './use-capabilities'

type What = Pick<LinkRequest, 'connection' | 'identity'>

/** Whether the backend could start such a link, so that no button is offered that can only fail. */
export function useCanLink(): (what: What) => boolean {
  const { choice, scopes } = useCapabilities()
  return ({ connection, identity }) => (choice || !!connection) && (scopes || !identity)
}
