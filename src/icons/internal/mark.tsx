import type { ComponentProps, ReactElement } from 'react'

/** Props of a provider icon: those of an `<svg>`. */
export type MarkProps = ComponentProps<'svg'>

/** The frame of a provider icon: 24 × 24, decorative, in the text color if the brand has no color. */
export function Mark(props: MarkProps): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
      {...props}
    />
  )
}
