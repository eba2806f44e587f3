'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Identity } from '../core/identity'
import { raise } from '../react/events'
import { useFeatures } from '../react/use-features'
import { useListRequest } from '../react/use-linked-accounts'
import { useLatest } from '../react/use-stable'
import { useUnlinkAccount } from '../react/use-unlink-account'
import { FOCUS, focusNeighbor } from './focus'
import { type PartProps, renderPart } from './render-part'
import { type FocusNext, type Question, QuestionContext, RootContext } from './root-context'
import { useAnnouncements } from './use-announcements'

/**
 * What happens when the user clicks Unlink. `dialog` asks first. `undo` unlinks after `undoMs`, and the user can undo it
 * until then; if the backend does not support that, `dialog` is used. `none` unlinks immediately. A function decides whether
 * to continue.
 */
export type Confirm = 'dialog' | 'undo' | 'none' | ((identity: Identity) => boolean | Promise<boolean>)

export interface RootProps extends ComponentPropsWithoutRef<'section'>, PartProps {
  /** Default `dialog`. `dialog`, and `undo` without `deferUnlink`, require a `ConfirmDialog` among the children. */
  confirm?: Confirm | undefined
  /**
   * How many milliseconds the user has to undo, with `confirm="undo"`. If no timer can wait that long, or it is not
   * positive, `dialog` is used. Default 10,000.
   */
  undoMs?: number | undefined
}

/**
 * The region around all parts, named by its `Heading` or by `aria-label`. A polite live region announces how each unlink ended.
 * Renders a `<section data-slot="root">`.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(
  { confirm = 'dialog', undoMs = 10_000, children, ...props },
  ref,
) {
  // Immediately, even while the code for the rows is loading.
  useListRequest()
  const { deferUnlink } = useFeatures()
  // An invalid value, such as a typo or a time that no timer can wait, must not unlink without asking.
  const canUndo = deferUnlink && undoMs > 0 && undoMs < 2 ** 31
  const isKnown = confirm === 'none' || typeof confirm === 'function' || (confirm === 'undo' && canUndo)
  const way = isKnown ? confirm : 'dialog'
  const headingId = useId()
  const [question, setQuestion] = useState<Question | null>(null)
  const { announce, log, ...announcements } = useAnnouncements(question !== null)
  const latestWay = useLatest(way)
  const focusNext = useRef<FocusNext | null>(null)
  const { unlink: send } = useUnlinkAccount({
    undoMs: way === 'undo' ? undoMs : 0,
    ...announcements,
    onUnlinkFailed: (identity, error) => {
      focusNext.current = { id: identity.id, target: 'row' }
      announcements.onUnlinkFailed(identity, error)
    },
  })

  const unlink = useCallback(
    (identity: Identity, button: HTMLElement) => {
      // With an undo window, the row stays, and its Undo button takes the focus.
      if (latestWay.current === 'undo') focusNext.current = { id: identity.id, target: 'undo' }
      else focusNeighbor(button)
      send(identity)
    },
    [send, latestWay],
  )
  const askAndUnlink = useCallback(
    async (identity: Identity, button: HTMLElement) => {
      const { current } = latestWay
      if (current === 'dialog') return setQuestion({ identity, button })
      try {
        if (typeof current !== 'function' || (await current(identity))) unlink(identity, button)
      } catch (error) {
        raise(error)
      }
    },
    [unlink, latestWay],
  )
  const confirmed = useRef<Question | null>(null)
  const answer = useCallback(
    (isConfirmed: boolean) => {
      confirmed.current = isConfirmed ? question : null
      setQuestion(null)
    },
    [question],
  )
  // Runs after the dialog has closed and restored the focus, so that this moves the focus last.
  useEffect(() => {
    const { current } = confirmed
    if (question || !current) return
    confirmed.current = null
    unlink(current.identity, current.button)
  }, [question, unlink])
  const value = useMemo(
    () => ({ headingId, announce, askAndUnlink, unlink, focusNext }),
    [headingId, announce, askAndUnlink, unlink],
  )
  const questionValue = useMemo(() => ({ question, answer }), [question, answer])
  const own = {
    'data-slot': 'root',
    [FOCUS]: 'root',
    // Without a heading, the region itself takes the focus when the focused element is removed.
    ...('aria-label' in props ? { tabIndex: -1 } : { 'aria-labelledby': headingId }),
    children: (
      <>
        {children}
        <div role="log" aria-live="polite" data-slot="announcer" ref={log} />
      </>
    ),
  }
  return (
    <RootContext.Provider value={value}>
      <QuestionContext.Provider value={questionValue}>
        {renderPart('section', own, props, ref as never)}
      </QuestionContext.Provider>
    </RootContext.Provider>
  )
})
