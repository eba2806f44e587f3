import type { ReactNode } from 'react'
import { type Identity, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { AccountLinkingError } from 'react-linked-accounts/core'
import { fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { click, finder, Linking, openPageToStay, type Page, type PageOptions } from './page'

/** A picture of one dot, so that none is fetched. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

const [password, google, github] = scenarios.default.identities as [Identity, Identity, Identity]
const withPicture = fakeIdentity({
  provider: 'google-oauth2',
  accountId: '1843',
  profile: { name: 'Ada', email: 'ada@example.com', emailVerified: false, picture: DOT },
})

/** Content of the host's. */
const OURS = <div data-host="" style={{ blockSize: '1rem', margin: 0 }} />

const TWO = { identities: [google, github] }

interface Card {
  content: ReactNode
  /** What is there when the card is as it will be compared; the first of it may be clicked on the way. */
  ready: readonly string[]
}

/** Each state of the card, with the clicks that lead to it. */
const CARDS: Readonly<Record<string, Card>> = {
  success: {
    content: (
      <Linking scenario={{ returned: 'linked', identities: [password, google, withPicture] }}>
        <LinkedAccounts header={OURS} footer={OURS} />
      </Linking>
    ),
    ready: ['.la-info', '.la-hint:not([hidden])', '.la-notice[data-tone="success"]', '.la-avatar'],
  },
  refused: {
    content: <Linking scenario={{ returned: 'already_linked', identities: [github] }} />,
    ready: ['.la-more', '.la-connection:nth-child(1)', '.la-notice[data-tone="danger"]', '.la-hint'],
  },
  failing: { content: <Linking scenario={{ list: 'server_error' }} />, ready: ['.la-failed .la-button'] },
  loading: { content: <Linking scenario={{ list: 'never' }} />, ready: ['.la-skeleton-link'] },
  empty: { content: <Linking scenario={{ identities: [] }} connections={[]} />, ready: ['.la-empty'] },
  undo: {
    content: (
      <Linking scenario={TWO}>
        <LinkedAccounts confirm="undo" undoMs={600_000} variant="plain" density="compact" />
      </Linking>
    ),
    ready: ['.la-unlink', '.la-row[data-pending="undo"] .la-clock'],
  },
  offline: {
    content: (
      <Linking scenario={TWO} isOffline>
        <LinkedAccounts confirm="none" headingLevel={false} />
      </Linking>
    ),
    ready: ['.la-unlink', '.la-row[data-pending="offline"]'],
  },
  failed: {
    content: (
      <Linking scenario={{ ...TWO, unlink: new AccountLinkingError('network', 'No network.', { unsent: true }) }}>
        <LinkedAccounts confirm="none" />
      </Linking>
    ),
    ready: ['.la-unlink', '.la-row .la-failure .la-quiet'],
  },
  waiting: {
    content: <Linking scenario={TWO} canOpenPopups link={{ display: 'popup' }} />,
    ready: ['.la-link-button', '.la-waiting .la-quiet', '.la-spinner'],
  },
  button: {
    content: (
      <Linking scenario={{ link: 'server_error', returned: 'cancelled' }}>
        <LinkAccountButton connection="github" />
        <LinkAccountButton connection="google-oauth2" />
      </Linking>
    ),
    ready: ['.la-link:nth-child(2) .la-button', '.la-failure'],
  },
  dialog: { content: <Linking scenario={TWO} />, ready: ['.la-unlink', '.la-dialog[open] .la-danger'] },
}

/** Everything that the kit shows, one below the other. */
function Everything() {
  return (
    <div style={{ inlineSize: '40rem', flex: 'none', margin: 0, padding: 0 }}>
      {Object.entries(CARDS).map(([name, { content }]) => (
        <div key={name} data-card={name} style={{ margin: 0, padding: 0 }}>
          {content}
        </div>
      ))}
      <div data-host="">
        <h2>The host’s</h2>
        <button type="button">own</button>
        <ul>
          <li>list</li>
        </ul>
      </div>
    </div>
  )
}

/** The same in a page of the host's, each card in its state, and the last with the question before an unlink. */
export async function openEverything(options: PageOptions): Promise<Page> {
  const page = openPageToStay(<Everything />, options)
  const find = finder(page)
  for (const [name, { ready }] of Object.entries(CARDS)) {
    const [first = '', ...states] = ready
    if (states.length > 0) await click(find(first, name))
    for (const state of ready.length > 1 ? states : ready) await find(state, name)
  }
  for (const animation of page.document.getAnimations()) animation.cancel()
  return page
}
