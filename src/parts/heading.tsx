'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { useRoot } from './root-context'

/** Names the region. Takes the focus when what had it is gone. Renders an `<h2 data-slot="heading">`. */
export const Heading = forwardRef<HTMLHeadingElement, ComponentPropsWithoutRef<'h2'>>(
  function Heading(props, ref) {
    const { headingId } = useRoot('Heading')
    return <h2 tabIndex={-1} data-slot="heading" {...props} id={headingId} ref={ref} />
  },
)
