import { Mark, type MarkProps } from './internal/mark'

/** A mobile phone: a code by text message. */
export default function PhoneMark(props: MarkProps) {
  return (
    <Mark {...props}>
      <path d="M7 1h10a2 2 0 0 1 2 2v18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zm.2 3v13h9.6V4zM12 18.5a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z" />
    </Mark>
  )
}
