'use client'
import { createContext, type MutableRefObject, useContext } from 'react'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'

interface RootContextValue {
  headingId: string
  /** Says it once, politely, to those who do not see the page. */
  announce: (text: string) => void
  /** Removes the identity, after asking as the root was told to. */
  askAndRemove: (identity: Identity, button: HTMLElement) => void
  /** Removes the identity without asking (again). */
  remove: (identity: Identity, button: HTMLElement) => void
  /** Id of the identity whose row takes the focus when it is back, because its removal was taken back. */
  focusOnReturn: MutableRefObject<string | null>
}

/** The removal that the person is asked about, and the button that it came from. */
export interface Asking {
  identity: Identity
  button: HTMLElement
}

interface AskingContextValue {
  asking: Asking | null
  setAsking: (asking: Asking | null) => void
}

export const RootContext = createContext<RootContextValue | null>(null)
/** On its own, so that a question does not render the rows. */
export const AskingContext = createContext<AskingContextValue | null>(null)

/** What the parts share with the root above them. */
export function useRoot(part: string): RootContextValue {
  return useContext(RootContext) ?? missingRoot(part)
}

/** What the root asks at the moment. */
export function useAsking(part: string): AskingContextValue {
  return useContext(AskingContext) ?? missingRoot(part)
}

function missingRoot(part: string): never {
  throw configurationError(
    `There is no Root above <${part}>.`,
    'The root names the region, asks before a removal, announces outcomes and keeps the focus.',
    `Put <${part}> inside <Root>.`,
  )
}
