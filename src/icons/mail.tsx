import { Mark, type MarkProps } from './internal/mark'

/** An envelope: a code or a link by email. */
export default function MailMark(props: MarkProps) {
  return (
    <Mark {...props}>
      <path d="M1.5 6A2 2 0 0 1 3.5 4h17a2 2 0 0 1 2 2L12 12.5zm0 2.4V18a2 2 0 0 0 2 2h17a2 2 0 0 0 2-2V8.4L12 14.9z" />
    </Mark>
  )
}
