import type { ComponentProps, ReactElement } from 'react'

/** What a mark takes: whatever an `<svg>` does. */
export type MarkProps = ComponentProps<'svg'>

/** The frame of a mark: 24 × 24, decoration without a name, in the color of the text where the brand has none. */
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
