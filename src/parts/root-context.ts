'use client'
import { createContext, type MutableRefObject, useContext } from 'react'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'

interface RootContextValue {
  headingId: string
  /** Announces a text once, politely, to screen readers. */
  announce: (text: string) => void
  /** Unlinks the identity, after asking as `confirm` says. */
  askAndRemove: (identity: Identity, button: HTMLElement) => void
  /** Unlinks the identity without asking. */
  remove: (identity: Identity, button: HTMLElement) => void
  /** Id of the identity whose row takes the focus when its unlink was undone. */
  focusOnReturn: MutableRefObject<string | null>
}

/** The unlink that the user is asked about, and the button that it came from. */
export interface Asking {
  identity: Identity
  button: HTMLElement
}

interface AskingContextValue {
  asking: Asking | null
  setAsking: (asking: Asking | null) => void
}

export const RootContext = createContext<RootContextValue | null>(null)
/** Separate, so that a question does not render the rows. */
export const AskingContext = createContext<AskingContextValue | null>(null)

/** The values of the root above. */
export function useRoot(part: string): RootContextValue {
  return useContext(RootContext) ?? missingRoot(part)
}

/** The question of the root above. */
export function useAsking(part: string): AskingContextValue {
  return useContext(AskingContext) ?? missingRoot(part)
}

function missingRoot(part: string): never {
  throw configurationError(
    `There is no Root above <${part}>.`,
    'The root names the region, asks before an unlink, announces outcomes and manages the focus.',
    `Put <${part}> inside <Root>.`,
  )
}
