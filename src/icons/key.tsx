import { Mark, type MarkProps } from './internal/mark'

/** A key: a password, a passkey. */
export default function KeyMark(props: MarkProps) {
  return (
    <Mark {...props}>
      <path d="M15 1.5a7.5 7.5 0 0 0-7.2 9.6L1.5 17.4v5.1h5.6v-2.9H10v-2.9h2.9l.7-.8A7.5 7.5 0 1 0 15 1.5zm2.4 7.5a2.4 2.4 0 1 1 0-4.8 2.4 2.4 0 0 1 0 4.8z" />
    </Mark>
  )
}
