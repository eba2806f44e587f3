import type { ReactNode } from 'react'
import { type Identity, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { Linking } from './linking'

/** A picture that needs no request. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><path fill="#8a4b2a" d="M0 0h36v36H0z"/><circle cx="18" cy="14" r="7" fill="#f4d3b5"/><path fill="#2b3a67" d="M4 36a14 14 0 0 1 28 0z"/></svg>',
)}`

const [password, google, github] = scenarios.default.identities as [Identity, Identity, Identity]
const pictured = { ...google, profile: { ...google.profile, picture: PICTURE } }
const unverified = fakeIdentity({
  provider: 'google-oauth2',
  accountId: '1843',
  profile: { name: 'Ada', email: 'countess.of.lovelace@example.com', emailVerified: false },
})

/** Content from the host. */
const OURS = <div data-host="" style={{ blockSize: '1rem', margin: 0 }} />

const TWO = { identities: [google, github] }
const THREE = { identities: [password, pictured, github] }
const REFUSED = new AccountLinkingError('forbidden', 'The server answered 403.', {
  status: 403,
  description: 'Your organization requires this account.',
})
const LIMITED = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 600 })

export interface State {
  content: ReactNode
  /** What is clicked, one after another, as each appears. */
  clicks?: readonly string[]
  /** What is shown once the state is reached. */
  ready: string
}

/** Each visible state of the kit, with the clicks that lead to it. */
export const STATES: Readonly<Record<string, State>> = {
  loaded: {
    content: <Linking scenario={THREE} />,
    clicks: ['.la-more'],
    ready: '.la-avatar, .la-connection-list:nth-child(4)',
  },
  success: {
    content: <Linking scenario={{ returned: 'linked', identities: [password, google] }} />,
    clicks: ['.la-info'],
    ready: '.la-hint:not([hidden]), .la-notice[data-tone="success"]',
  },
  refused: {
    content: <Linking scenario={{ returned: 'already_linked', identities: [github] }} />,
    ready: '.la-notice[data-tone="danger"], .la-hint',
  },
  unsure: {
    content: (
      <Linking scenario={{ returned: 'expired', identities: [password, unverified] }}>
        <LinkedAccounts header={OURS} footer={OURS} />
      </Linking>
    ),
    ready: '.la-notice[data-tone="warning"], .la-badge[data-tone="warning"]',
  },
  failing: { content: <Linking scenario={{ list: 'server_error' }} />, ready: '.la-failed .la-button' },
  limited: { content: <Linking scenario={{ list: LIMITED }} />, ready: '.la-failed [aria-disabled]' },
  loading: { content: <Linking scenario={{ list: 'never' }} />, ready: '.la-skeleton-link' },
  empty: { content: <Linking scenario={{ identities: [] }} connections={[]} />, ready: '.la-empty' },
  undo: {
    content: (
      <Linking scenario={THREE}>
        <LinkedAccounts confirm="undo" undoMs={600_000} />
      </Linking>
    ),
    clicks: ['.la-unlink'],
    ready: '.la-row[data-pending="undo"] .la-clock',
  },
  plain: {
    content: (
      <Linking scenario={TWO}>
        <LinkedAccounts confirm="undo" undoMs={600_000} variant="plain" density="compact" />
      </Linking>
    ),
    clicks: ['.la-unlink'],
    ready: '.la-row[data-pending="undo"] .la-clock',
  },
  offline: {
    content: (
      <Linking scenario={TWO} isOffline>
        <LinkedAccounts confirm="none" headingLevel={false} />
      </Linking>
    ),
    clicks: ['.la-unlink'],
    ready: '.la-row[data-pending="offline"]',
  },
  failed: {
    content: (
      <Linking
        scenario={{ ...TWO, unlink: new AccountLinkingError('network', 'No network.', { unsent: true }) }}
      >
        <LinkedAccounts confirm="none" />
      </Linking>
    ),
    clicks: ['.la-unlink'],
    ready: '.la-row .la-failure .la-quiet',
  },
  forbidden: {
    content: (
      <Linking scenario={{ ...THREE, unlink: REFUSED }}>
        <LinkedAccounts confirm="none" />
      </Linking>
    ),
    clicks: ['.la-unlink'],
    ready: '.la-row .la-failure',
  },
  waiting: {
    content: <Linking scenario={TWO} canOpenPopups link={{ display: 'popup' }} />,
    clicks: ['.la-link-button'],
    ready: '.la-waiting .la-quiet, .la-spinner',
  },
  long: { content: <Linking scenario={scenarios.longNames} />, ready: '.la-unlink' },
  button: {
    content: (
      <Linking scenario={{ link: 'server_error' }}>
        <LinkAccountButton connection="github" />
        <LinkAccountButton connection="google-oauth2" />
      </Linking>
    ),
    clicks: ['.la-link:nth-child(2) .la-button'],
    ready: '.la-link:nth-child(2) .la-failure',
  },
  returned: {
    content: (
      <Linking scenario={{ returned: 'cancelled' }}>
        <LinkAccountButton connection="github" />
      </Linking>
    ),
    ready: '.la-link .la-notice',
  },
  dialog: {
    content: <Linking scenario={TWO} />,
    clicks: ['.la-unlink'],
    ready: '.la-dialog[open] .la-danger',
  },
}
