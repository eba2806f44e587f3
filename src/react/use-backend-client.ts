'use client'
import { useMemo } from 'react'
import type { AccountLinkingClient } from '../core/client'
import { useLatest, useStable } from './use-stable'

type Functions = Record<string, (...args: unknown[]) => unknown>

/**
 * Creates a client that stays the same between renders. Options can be inline: data is compared by content, and functions
 * are always those of the latest render.
 */
export function useBackendClient<Options extends object>(
  create: (options: Options) => AccountLinkingClient,
  options: Options,
): AccountLinkingClient {
  const entries = Object.entries(options)
  const latest = useLatest(options as unknown as Functions)
  const data = useStable(Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function')))
  const names = useStable(entries.flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])))
  return useMemo(() => {
    const functions = names.map((name) => [name, (...args: unknown[]) => latest.current[name]?.(...args)])
    return create({ ...data, ...Object.fromEntries(functions) } as Options)
  }, [create, data, names, latest])
}
