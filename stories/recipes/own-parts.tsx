import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  useLinkAccount,
  useMessages,
} from 'react-linked-accounts'
import {
  CancelButton,
  ConfirmButton,
  ConfirmDialog,
  Heading,
  Identity,
  LinkButton,
  Root,
  UndoButton,
  UnlinkButton,
  useIdentityRows,
} from 'react-linked-accounts/parts'
import './own-parts.css'

/** Unstyled parts with the behavior of the card, in markup and styles of the app. */
export function OwnParts(props: AccountLinkingProviderProps) {
  return (
    <AccountLinkingProvider {...props}>
      <Root className="ways">
        <Heading className="ways-heading">Ways to sign in</Heading>
        <Rows />
        <LinkGitHub />
        <Question />
      </Root>
    </AccountLinkingProvider>
  )
}

function Rows() {
  const rows = useIdentityRows()
  const { describe, describeError } = useMessages()
  if (!rows) return <p>Loading…</p>
  return (
    <ul className="ways-list">
      {rows.map(({ identity, pending, error, locked }) => {
        const { provider, account } = describe(identity)
        return (
          <Identity key={identity.id} identity={identity} pending={pending} failed={error !== undefined}>
            <strong>{provider}</strong>
            <span>
              <bdi>{account}</bdi>
            </span>
            {pending && <UndoButton>Undo</UndoButton>}
            {locked && <em>{locked}</em>}
            {!pending && !locked && (
              <UnlinkButton aria-label={`Unlink ${provider}, ${account}`}>Unlink</UnlinkButton>
            )}
            {error && <em>{describeError(error)}</em>}
          </Identity>
        )
      })}
    </ul>
  )
}

function LinkGitHub() {
  const linking = useLinkAccount()
  return (
    <LinkButton linking={linking} request={{ connection: 'github' }}>
      Link a GitHub account
    </LinkButton>
  )
}

function Question() {
  const { describe } = useMessages()
  return (
    <ConfirmDialog aria-labelledby="question" className="ways-question">
      {(identity) => (
        <>
          <p id="question">Unlink {describe(identity).provider}?</p>
          <CancelButton>Keep it</CancelButton> <ConfirmButton>Unlink</ConfirmButton>
        </>
      )}
    </ConfirmDialog>
  )
}
