'use client'
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import type { LinkResult } from '../core/link'

const shown = new WeakSet<LinkResult>()

export interface ResultNoticeProps extends ComponentPropsWithoutRef<'section'> {
  result: LinkResult
  /** The sentence that names it; read out when it takes the focus. */
  text: string
}

/**
 * How a link ended. Takes the focus when it is first shown, so that whoever comes back to the page is told, and is
 * where they have to go on. Renders a `<section data-slot="link-result">`.
 */
export const ResultNotice = forwardRef<HTMLElement, ResultNoticeProps>(function ResultNotice(
  { result, text, ...props },
  ref,
) {
  const notice = useRef<HTMLElement>(null)
  useImperativeHandle(ref, () => notice.current as HTMLElement)
  useEffect(() => {
    if (shown.has(result)) return
    shown.add(result)
    notice.current?.focus()
  }, [result])
  return <section aria-label={text} tabIndex={-1} data-slot="link-result" {...props} ref={notice} />
})
