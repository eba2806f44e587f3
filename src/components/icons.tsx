import type { ReactElement } from 'react'

function icon(path: string): ReactElement {
  return (
    <svg
      className="la-icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="currentColor"
      aria-hidden="true"
    >
      <path fillRule="evenodd" d={path} />
    </svg>
  )
}

/** The card's own icons, 16 × 16, in `currentColor`. */
export const icons = {
  success: icon('M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm3.8 5.2L7 10 4.7 7.7l-1 1L7 12l5.8-5.8Z'),
  danger: icon('M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm-.9 3.5v5.3h1.8V3.5Zm0 6.7V12h1.8v-1.8Z'),
  warning: icon('M8 1 .4 14.5h15.2Zm-.8 4.6h1.6v4.2H7.2Zm0 5.3h1.6v1.6H7.2Z'),
  info: icon(
    'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM7.2 7h1.6v5H7.2Zm0-2.8h1.6v1.6H7.2Z',
  ),
  close: icon('m3.5 2.5-1 1L7 8l-4.5 4.5 1 1L8 9l4.5 4.5 1-1L9 8l4.5-4.5-1-1L8 7Z'),
  plus: icon('M7.2 2v5.2H2v1.6h5.2V14h1.6V8.8H14V7.2H8.8V2Z'),
}
