'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { FOCUS } from './focus'
import { type PartProps, renderPart } from './render-part'
import { useRoot } from './root-context'

export interface HeadingProps extends ComponentPropsWithoutRef<'h2'>, PartProps {
  /** Default 2. */
  level?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
}

/** Names the region. Takes the focus when the focused element is removed. Renders an `<h2 data-slot="heading">`. */
export const Heading = forwardRef<HTMLHeadingElement, HeadingProps>(function Heading(
  { level = 2, ...props },
  ref,
) {
  const { headingId } = useRoot('Heading')
  const own = { id: headingId, tabIndex: -1, 'data-slot': 'heading', [FOCUS]: 'heading' }
  return renderPart(`h${level}`, own, props, ref as never)
})
