import {
  useLinkAccount,
  useLinkedAccounts,
  useLinkResult,
  useMessages,
  useUnlinkAccount,
} from 'react-linked-accounts'
import './own-markup.css'

/** A section in markup of your own: the hooks bring the state and the words, and the rest is written here. */
export function OwnMarkup() {
  const { identities, isPending, error, unlinkErrors, refetch } = useLinkedAccounts()
  const { unlink } = useUnlinkAccount()
  const { link, isRedirecting, error: linkError } = useLinkAccount()
  const { result, dismiss } = useLinkResult()
  const { describe, describeError, describeResult } = useMessages()

  return (
    <section className="methods" aria-labelledby="methods">
      <h2 id="methods">Sign-in methods</h2>
      {result && (
        <p role="status">
          {describeResult(result).title}.{' '}
          <button type="button" onClick={dismiss}>
            OK
          </button>
        </p>
      )}
      {isPending && <p role="status">Loading…</p>}
      {error && (
        <p role="alert">
          Your sign-in methods didn't load. {describeError(error)}{' '}
          <button type="button" onClick={refetch}>
            Try again
          </button>
        </p>
      )}
      <ul>
        {identities?.map((identity) => {
          const { provider, account } = describe(identity)
          const failure = unlinkErrors.get(identity.id)
          return (
            <li key={identity.id}>
              <strong>{provider}</strong>
              <span>
                <bdi>{account}</bdi>
              </span>
              {identity.primary ? (
                <span>Main account</span>
              ) : (
                <button
                  type="button"
                  aria-label={`Remove ${provider}, ${account}`}
                  onClick={() => unlink(identity)}
                >
                  Remove
                </button>
              )}
              {failure && <p role="alert">It wasn't removed. {describeError(failure)}</p>}
            </li>
          )
        })}
      </ul>
      <button type="button" disabled={isRedirecting} onClick={() => link({ connection: 'github' })}>
        {isRedirecting ? 'Redirecting…' : 'Add GitHub'}
      </button>
      {linkError && <p role="alert">{describeError(linkError)}</p>}
    </section>
  )
}
