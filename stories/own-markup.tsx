import {
  accountLabel,
  providerName,
  useLinkAccount,
  useLinkedAccounts,
  useLinkResult,
  useUnlinkAccount,
} from 'react-linked-accounts'

/** A section in markup of the host: the hooks bring the state, and everything that is shown is written here. */
export function OwnMarkup() {
  const { identities, error, isFetching, unlinkErrors, refetch } = useLinkedAccounts()
  const { unlink } = useUnlinkAccount()
  const { link, isRedirecting, error: linkError } = useLinkAccount()
  const { result, dismiss } = useLinkResult()

  return (
    <div>
      <h2>Sign-in methods</h2>
      {result && (
        <p role="status">
          {result.identity
            ? `${accountLabel(result.identity)} is linked. `
            : `The link ended: ${result.status}. `}
          <button type="button" onClick={dismiss}>
            OK
          </button>
        </p>
      )}
      {!identities && isFetching && <p role="status">One moment…</p>}
      {error && !isFetching && (
        <p role="alert">
          The list could not be loaded ({error.code}).{' '}
          <button type="button" onClick={refetch}>
            Reload
          </button>
        </p>
      )}
      <ul>
        {identities?.map((identity) => (
          <li key={identity.id}>
            {providerName(identity.provider)}: <bdi>{accountLabel(identity)}</bdi>{' '}
            {identity.primary ? (
              '(main account)'
            ) : (
              <button
                type="button"
                aria-label={`Remove ${providerName(identity.provider)}, ${accountLabel(identity)}`}
                onClick={() => unlink(identity)}
              >
                Remove
              </button>
            )}
            {unlinkErrors.has(identity.id) && (
              <strong role="alert"> Not removed: {unlinkErrors.get(identity.id)?.code}</strong>
            )}
          </li>
        ))}
      </ul>
      <button type="button" disabled={isRedirecting} onClick={() => link({ connection: 'github' })}>
        {isRedirecting ? 'Leaving…' : 'Add GitHub'}
      </button>
      {linkError && <p role="alert">GitHub could not be reached ({linkError.code}).</p>}
    </div>
  )
}
