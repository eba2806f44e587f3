'use client'
import { createContext, type MutableRefObject, useContext } from 'react'
import { configurationError } from '../core/errors'
import type { Identity } from '../core/identity'

/** The row, or its undo button, that takes the focus when it is next rendered. */
export interface FocusNext {
  id: string
  target: 'row' | 'undo'
}

export interface RootContextValue {
  headingId: string
  /** Announces a text once, politely, to screen readers. */
  announce: (text: string) => void
  /** Unlinks the identity, after asking as `confirm` says. */
  askAndUnlink: (identity: Identity, button: HTMLElement) => void
  /** Unlinks the identity without asking. */
  unlink: (identity: Identity, button: HTMLElement) => void
  focusNext: MutableRefObject<FocusNext | null>
}

/** The unlink that the user is asked about, and the button that it came from. */
export interface Question {
  identity: Identity
  button: HTMLElement
}

export interface QuestionContextValue {
  question: Question | null
  /** Answers it: `true` unlinks. */
  answer: (isConfirmed: boolean) => void
}

export const RootContext = createContext<RootContextValue | null>(null)
/** Separate, so that a question does not render the rows. */
export const QuestionContext = createContext<QuestionContextValue | null>(null)

/** The values of the root above. */
export function useRoot(part: string): RootContextValue {
  return useContext(RootContext) ?? missingRoot(part)
}

/** The question of the root above. */
export function useQuestion(part: string): QuestionContextValue {
  return useContext(QuestionContext) ?? missingRoot(part)
}

function missingRoot(part: string): never {
  throw configurationError(
    `There is no Root above <${part}>.`,
    'It asks before an unlink.',
    `Put <${part}> inside <Root>.`,
  )
}
