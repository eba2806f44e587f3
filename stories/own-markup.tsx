import {
  accountLabel,
  providerName,
  useLinkAccount,
  useLinkedAccounts,
  useLinkResult,
  useUnlinkAccount,
} from 'react-linked-accounts'

/** A section in the host's own markup: the hooks bring the state, and everything on the screen is written here. */
export function OwnMarkup() {
  const { identities, isPending, isError, error, unlinkErrors, refetch } = useLinkedAccounts()
  const { unlink } = useUnlinkAccount()
  const { link, isRedirecting, error: linkError } = useLinkAccount()
  const { result, dismiss } = useLinkResult()

  return (
    <div>
      <h2>Sign-in methods</h2>
      {result && (
        <p role="status">
          {result.identity ? `${accountLabel(result.identity)} is linked. ` : `Linking: ${result.status}. `}
          <button type="button" onClick={dismiss}>
            OK
          </button>
        </p>
      )}
      {isPending && <p role="status">Loading…</p>}
      {isError && (
        <p role="alert">
          The list didn't load ({error?.code}).{' '}
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
        {isRedirecting ? 'Redirecting…' : 'Add GitHub'}
      </button>
      {linkError && <p role="alert">GitHub can't be reached ({linkError.code}).</p>}
    </div>
  )
}
