'use client'
import { type ComponentProps, createElement, forwardRef } from 'react'
import { useAccountLinking } from '../react/context'

/** The elements of the card that your app can style, with the class `la-<slot>` or with `classNames`. */
export type Slot =
  | 'root'
  | 'header'
  | 'heading'
  | 'description'
  | 'notice'
  | 'list'
  | 'row'
  | 'tile'
  | 'avatar'
  | 'name'
  | 'account'
  | 'badge'
  | 'hint'
  | 'button'
  | 'footer'
  | 'subheading'
  | 'connections'
  | 'dialog'

/** Returns the classes of a slot: the kit's, a variant's, and the host's. */
export function useClassNames(): (slot: Slot, ...more: (string | false | undefined)[]) => string {
  const { classNames } = useAccountLinking()
  return (slot, ...more) => [`la-${slot}`, ...more, classNames[slot]].filter(Boolean).join(' ')
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'danger' | 'quiet'
}

/** The kit's button, or the host's replacement. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'secondary', className, ...props },
  ref,
) {
  const { components, classNames } = useAccountLinking()
  const classOf = useClassNames()
  const own = [className, classNames.button].filter(Boolean).join(' ')
  if (components.Button) return createElement(components.Button, { variant, className: own, ...props, ref })
  return <button className={classOf('button', `la-${variant}`, className)} {...props} ref={ref} />
})
