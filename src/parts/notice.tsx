'use client'
import { type ComponentPropsWithoutRef, forwardRef, useContext, useEffect } from 'react'
import { useLatest } from '../react/use-stable'
import { isTyping } from './focus'
import { type PartProps, renderPart } from './render-part'
import { QuestionContext, RootContext } from './root-context'
import { useMergedRef } from './use-merged-ref'

/** Subjects that were already shown. A notice that remounts does not take the focus again. */
const shown = new WeakSet<object>()

export interface NoticeProps extends ComponentPropsWithoutRef<'div'>, PartProps {
  /** What the notice is about, such as a result. The notice takes the focus once for each subject. */
  subject: object
}

/**
 * Tells the user something important, such as how a link ended. Takes the focus when it is first shown. If the user is typing
 * or a dialog is open, the root announces it instead. Name it with `aria-labelledby`. Renders a
 * `<div role="group" data-slot="notice">`.
 */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice({ subject, ...props }, ref) {
  const [notice, mergedRef] = useMergedRef(ref)
  const announce = useContext(RootContext)?.announce
  const isAsked = useLatest(Boolean(useContext(QuestionContext)?.question))
  useEffect(() => {
    const element = notice.current
    if (!element || shown.has(subject)) return
    shown.add(subject)
    if (!isAsked.current && !isTyping(element)) element.focus()
    const page = element.getRootNode() as Document | ShadowRoot
    if (page.activeElement === element) return
    for (const text of textsOf(element, page)) announce?.(text)
  }, [subject, notice, announce, isAsked])
  return renderPart('div', { role: 'group', tabIndex: -1, 'data-slot': 'notice' }, props, mergedRef as never)
})

/** What a screen reader reads when the element takes the focus: its name and its description. */
function textsOf(element: HTMLElement, page: Document | ShadowRoot): string[] {
  const ids = ['aria-labelledby', 'aria-describedby'].map((name) => element.getAttribute(name))
  return ids.flatMap((id) => (id && page.getElementById(id)?.textContent) || [])
}
