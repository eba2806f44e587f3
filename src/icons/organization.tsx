import { Mark, type MarkProps } from './internal/mark'

/** A building: single sign-on of an organization. */
export default function OrganizationMark(props: MarkProps) {
  return (
    <Mark {...props}>
      <path d="M3 22V2h11v6h7v14h-7v-4h-3v4zM6 5v3h2V5zm4 0v3h2V5zm-4 5v3h2v-3zm4 0v3h2v-3zm-4 5v3h2v-3zm10-4v3h2v-3zm0 5v3h2v-3z" />
    </Mark>
  )
}
