'use client'
import { type ComponentType, useEffect, useSyncExternalStore } from 'react'
import KeyMark from '../key'
import MailMark from '../mail'
import OrganizationMark from '../organization'
import PhoneMark from '../phone'
import type { MarkProps } from './mark'

type MarkComponent = ComponentType<MarkProps>

/** Small icons that most pages show, by provider. Always available, including on a server. */
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

/** The icons so far: `undefined` is loading; `null` means that there is none, or that it could not be loaded. */
const marks = new Map<string, MarkComponent | null | undefined>(glyphs)
const listeners = new Set<() => void>()

/**
 * Starts loading the icons of these providers, each once, so that they are ready when the rows are. Never fails: if an
 * icon cannot be loaded, the first letter of the provider's name is shown.
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

/** A provider's icon: `undefined` while it loads and on a server; `null` if there is none. */
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
