'use client'
import { type ComponentType, useEffect, useSyncExternalStore } from 'react'
import KeyMark from '../key'
import MailMark from '../mail'
import OrganizationMark from '../organization'
import PhoneMark from '../phone'
import type { MarkProps } from './mark'

type MarkComponent = ComponentType<MarkProps>

/** Marks that most pages show and that weigh next to nothing, by strategy: always there, on a server too. */
const glyphs = new Map<string, MarkComponent | null>([
  ['ad', OrganizationMark],
  ['adfs', OrganizationMark],
  ['auth0', KeyMark],
  ['auth0-oidc', OrganizationMark],
  ['credential', KeyMark],
  ['email', MailMark],
  ['oidc', OrganizationMark],
  ['samlp', OrganizationMark],
  ['sms', PhoneMark],
])

/** All that is known by now: `undefined` is on its way, `null` is none, or one that could not be loaded. */
const marks = new Map<string, MarkComponent | null | undefined>(glyphs)
const listeners = new Set<() => void>()

/**
 * Starts to load the marks of these providers, each once, so that they are there when the rows are.
 * Never fails: where a mark cannot be loaded, the first letter of the provider's name stands.
 */
export function preloadMarks(providers: Iterable<string>): void {
  for (const provider of providers) if (!marks.has(provider)) load(provider)
}

function load(provider: string): void {
  const settle = (mark: MarkComponent | null) => {
    marks.set(provider, mark)
    for (const listener of listeners) listener()
  }
  marks.set(provider, undefined)
  import('./loaders')
    .then(({ loaders }) => (Object.hasOwn(loaders, provider) ? loaders[provider]?.() : undefined))
    .then(
      (module) => settle(module?.default ?? null),
      () => settle(null),
    )
}

/** The mark of a provider: `undefined` while it loads, and on a server; `null` where there is none. */
export function useMark(provider: string): MarkComponent | null | undefined {
  useEffect(() => preloadMarks([provider]), [provider])
  return useSyncExternalStore(
    subscribe,
    () => marks.get(provider),
    () => glyphs.get(provider),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
