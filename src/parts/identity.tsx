'use client'
import {
  type ComponentPropsWithoutRef,
  createContext,
  type FocusEvent,
  forwardRef,
  type PointerEvent,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { configurationError } from '../core/errors'
import type { Identity as IdentityData } from '../core/identity'
import type { PendingUnlink } from '../query/pending-unlinks'
import { usePendingUnlinks } from '../react/use-pending-unlinks'
import { activeElement, FOCUS, focusNeighbor, isResting } from './focus'
import { type PartProps, renderPart } from './render-part'
import { useRoot } from './root-context'
import { useMergedRef } from './use-merged-ref'

export interface IdentityProps extends ComponentPropsWithoutRef<'li'>, PartProps {
  identity: IdentityData
  /** Its unlink, if it waits to be sent. The undo timer pauses while the row is hovered or has visible focus. */
  pending?: PendingUnlink | undefined
  /** Whether its last unlink failed. Default false. */
  failed?: boolean | undefined
}

/** After a mouse click, the undo button has the focus, but it is not visible. */
const FOCUSED = ':focus-visible, :has(:focus-visible)'
const HELD = `:hover, ${FOCUSED}`

const IdentityContext = createContext<Pick<IdentityProps, 'identity' | 'pending'> | null>(null)

/** The identity of the surrounding row. */
export function useIdentity(part: string): Pick<IdentityProps, 'identity' | 'pending'> {
  const value = useContext(IdentityContext)
  if (value) return value
  throw configurationError(
    `There is no Identity above <${part}>.`,
    'It says which identity the part is about.',
    `Put <${part}> inside <Identity identity={…}>.`,
  )
}

/**
 * An identity's row. Takes the focus when the previous row is removed, or when its own unlink is undone or fails.
 * Renders an `<li data-slot="identity">` with `data-provider`, `data-primary`, `data-error`, `data-pending` (`undo` or
 * `offline`) and `data-paused`.
 */
export const Identity = forwardRef<HTMLLIElement, IdentityProps>(function Identity(
  { identity, pending, failed, children, ...props },
  ref,
) {
  const { focusNext } = useRoot('Identity')
  const { pause, resume } = usePendingUnlinks()
  const [row, mergedRef] = useMergedRef(ref)
  const { id } = identity
  const isPending = pending !== undefined
  useEffect(() => {
    const { current } = focusNext
    if (current?.id !== id || current.target !== 'row' || isPending) return
    focusNext.current = null
    if (row.current && isFocusFree(row.current)) row.current.focus()
  })
  useEffect(() => {
    const page = row.current?.ownerDocument
    if (!isPending || !page) return
    // Pauses while the page is hidden, because the user cannot undo what they cannot see.
    const onVisibility = () => {
      if (page.hidden) pause(id)
      else if (!row.current?.matches(HELD)) resume(id)
    }
    page.addEventListener('visibilitychange', onVisibility)
    return () => {
      page.removeEventListener('visibilitychange', onVisibility)
      // A removed element gets no event when the pointer or the focus leaves it.
      resume(id)
    }
  }, [isPending, id, pause, resume, row])
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    const element = row.current
    // StrictMode removes a new row for a moment.
    if (hadFocus.current && element && isFocusFree(element)) element.focus()
    return () => {
      hadFocus.current = !!element?.contains(activeElement(element))
      if (element && hadFocus.current) focusNeighbor(element)
    }
  }, [row])
  const own = {
    tabIndex: -1,
    'data-slot': 'identity',
    'data-provider': identity.provider,
    'data-primary': identity.primary || undefined,
    'data-error': failed || undefined,
    'data-pending': pending?.reason,
    'data-paused': (isPending && pending.endsAt === null) || undefined,
    [FOCUS]: 'row',
    children,
    ...(isPending && {
      onPointerEnter: () => pause(id),
      onPointerLeave: ({ currentTarget }: PointerEvent) => {
        if (!currentTarget.matches(FOCUSED)) resume(id)
      },
      onFocus: ({ currentTarget }: FocusEvent) => {
        if (currentTarget.matches(FOCUSED)) pause(id)
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        const stays = currentTarget.contains(relatedTarget as Node | null)
        if (!stays && !currentTarget.matches(':hover')) resume(id)
      },
    }),
  }
  return (
    <IdentityContext.Provider value={{ identity, pending }}>
      {renderPart('li', own, props, mergedRef as never)}
    </IdentityContext.Provider>
  )
})

/** Whether the user has not moved the focus somewhere else in the meantime. */
function isFocusFree(row: HTMLElement): boolean {
  const active = activeElement(row)
  return !active || active === row.ownerDocument.body || row.contains(active) || isResting(active)
}

export interface UndoButtonProps extends ComponentPropsWithoutRef<'button'>, PartProps {}

/** Undoes the row's unlink. Takes the focus when the undo window starts. Renders a `<button data-slot="undo-button">`. */
export const UndoButton = forwardRef<HTMLButtonElement, UndoButtonProps>(function UndoButton(props, ref) {
  const { focusNext } = useRoot('UndoButton')
  const { identity } = useIdentity('UndoButton')
  const { undo } = usePendingUnlinks()
  const [button, mergedRef] = useMergedRef(ref)
  const { id } = identity
  useEffect(() => {
    if (focusNext.current?.id !== id || focusNext.current.target !== 'undo') return
    focusNext.current = null
    button.current?.focus()
  }, [focusNext, id, button])
  const own = {
    type: 'button',
    'data-slot': 'undo-button',
    onClick: () => {
      focusNext.current = { id, target: 'row' }
      undo(id)
    },
  }
  return renderPart('button', own, props, mergedRef as never)
})
