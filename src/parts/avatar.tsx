'use client'
import { type ComponentPropsWithoutRef, forwardRef, useState } from 'react'
import { useIdentity } from './identity'
import { type PartProps, renderPart } from './render-part'

export interface AvatarProps extends ComponentPropsWithoutRef<'img'>, PartProps {}

/**
 * The picture of the row's account, requested without a referrer. Renders nothing if there is no picture or it cannot be
 * loaded. It is decorative and has no accessible name. Renders an `<img data-slot="avatar">`.
 */
export const Avatar = forwardRef<HTMLImageElement, AvatarProps>(function Avatar(props, ref) {
  const { picture } = useIdentity('Avatar').identity.profile
  const [broken, setBroken] = useState<string>()
  if (picture === undefined || picture === broken) return null
  const own = {
    'data-slot': 'avatar',
    src: picture,
    alt: '',
    loading: 'lazy',
    decoding: 'async',
    referrerPolicy: 'no-referrer',
    onError: () => setBroken(picture),
  }
  return renderPart('img', own, props, ref as never)
})
