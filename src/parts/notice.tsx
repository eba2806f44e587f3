'use client'
import { type ComponentPropsWithoutRef, forwardRef, useEffect } from 'react'
import { isTyping } from './focus'
import { type PartProps, renderPart } from './render-part'
import { useMergedRef } from './use-merged-ref'

/** What was shown already. A notice that mounts again does not take the focus again. */
const shown = new WeakSet<object>()

export interface NoticeProps extends ComponentPropsWithoutRef<'div'>, PartProps {
  /** What it is about, such as a result. The notice takes the focus once for each. */
  subject: object
}

/**
 * Something that the user should know now, such as how a link ended. Takes the focus when it is first shown, unless
 * the user is typing; then it is announced instead. Name it by `aria-labelledby`. Renders a `<div role="group"
 * data-slot="notice">`.
 */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice({ subject, ...props }, ref) {
  const [notice, mergedRef] = useMergedRef(ref)
  useEffect(() => {
    const element = notice.current
    if (!element || shown.has(subject)) return
    shown.add(subject)
    if (!isTyping(element.ownerDocument)) element.focus()
  }, [subject, notice])
  return renderPart('div', { role: 'group', tabIndex: -1, 'data-slot': 'notice' }, props, mergedRef as never)
})
