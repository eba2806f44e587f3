import { LinkAccountButton, useFeatures } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

/** A part of your own: words that lead to a button, for a backend with a page where the user chooses. */
export function AnyOther() {
  const { choice } = useFeatures()
  if (!choice) return <p>This backend has no page with all providers.</p>
  return (
    <>
      <p>Or choose from all providers:</p>
      <LinkAccountButton />
    </>
  )
}
