/** The words of the kit in English. Every text is a whole sentence or label; `{name}` marks what is filled in. */
export const en = {
  heading: 'Linked accounts',
  description: 'You can sign in with any of these accounts.',
  loading: 'Loading your linked accounts…',
  empty: 'No account is linked yet.',
  listFailed: 'Your linked accounts could not be loaded.',
  listStale: 'This list may be out of date, because it could not be loaded again.',
  retry: 'Try again',
  serverSays: 'The server says: {description}',
  dismiss: 'Dismiss',

  primary: 'Primary',
  primaryHint: 'Your account is built on this one, so it cannot be unlinked.',
  lastHint: 'This is your only way to sign in. Link another account before you unlink it.',
  unlink: 'Unlink',
  unlinkNamed: 'Unlink {provider}, {account}',
  unlinked: '{provider}, {account} was unlinked.',
  unlinkFailed: '{provider}, {account} could not be unlinked and is still linked.',

  addHeading: 'Add another way to sign in',
  link: 'Link {provider}',
  linkAnother: 'Link another {provider} account',
  linkAny: 'Link another account',
  leaving: 'Taking you to {provider}…',
  leavingAny: 'Taking you to the sign-in page…',
  linkNotStarted: 'The link could not be started.',

  linkResult: {
    linked: '{provider} was linked as {account}.',
    unchanged:
      'Nothing was linked. Perhaps that account was linked already, or somebody else’s session answered.',
    unverified:
      'The link came back, but we could not check whether it worked, because the list could not be loaded.',
    cancelled: 'Nothing was linked, because the sign-in was cancelled.',
    denied: 'Nothing was linked, because your account is not allowed to link others.',
    already_linked: 'Nothing was linked, because that account already belongs to another user.',
    wrong_user: 'Nothing was linked here, because you came back signed in as someone else.',
    missing_transaction:
      'Nothing was linked, because the link was started in another tab or has been used before.',
    expired: 'Nothing was linked, because it took too long. Please start again.',
    failed: 'Nothing was linked, because the sign-in there ended with an error.',
  },

  errors: {
    configuration: 'This page is set up wrongly. Please tell its makers.',
    missing_token: 'You are not signed in any more. Please sign in again.',
    network: 'The server could not be reached. Please check your connection.',
    timeout: 'The server took too long to answer.',
    unauthorized: 'Your session has expired. Please sign in again.',
    forbidden: 'The server does not allow this.',
    not_found: 'The server does not know this account.',
    conflict: 'Something has changed meanwhile. Please look at the list again.',
    rate_limited: 'There were too many requests. Please wait a little.',
    rejected: 'The server refused this.',
    server_error: 'The server has a problem.',
    invalid_response: 'The server’s answer could not be understood.',
    unsafe_id: 'This account’s id cannot be told exactly, so nothing was sent.',
  },
}

/** A catalogue of words, in any language. */
export type Messages = typeof en
