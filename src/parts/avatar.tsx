'use client'
import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react'
import type { Identity } from '../core/identity'
import { accountLabel } from '../react/describe'

export interface AvatarProps extends ComponentPropsWithoutRef<'span'> {
  identity: Identity
}

/**
 * The account's picture, asked for without a referrer; its initials where there is none or it cannot be loaded.
 * Decoration: it has no name of its own. Renders a `<span data-slot="avatar">`.
 */
export const Avatar = forwardRef<HTMLSpanElement, AvatarProps>(function Avatar({ identity, ...props }, ref) {
  const { picture } = identity.profile
  const [broken, setBroken] = useState<string>()
  return (
    <span aria-hidden="true" data-slot="avatar" {...props} ref={ref}>
      {picture !== undefined && picture !== broken ? (
        <img
          referrerPolicy="no-referrer"
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(picture)}
        />
      ) : (
        initials(identity)
      )}
    </span>
  )
})

function initials(identity: Identity): string {
  const words = (identity.profile.name ?? accountLabel(identity)).replace(/^@/, '').split(/[\s.@_-]+/)
  return words
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase())
    .join('')
}
