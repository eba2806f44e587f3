import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, waitFor } from '@testing-library/react'
import { type ReactNode, useState } from 'react'
import {
  AccountLinkingProvider,
  type ConnectionOption,
  LinkAccountButton,
  LinkedAccounts,
} from 'react-linked-accounts'
import { createFakeClient, type FakeScenario, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { afterEach } from 'vitest'

const CONNECTIONS = [{ name: 'acme-sso', label: 'Acme SSO' }, { name: 'github' }, { name: 'google-oauth2' }]

/** A picture of one dot, so that none is fetched. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

export interface PageOptions {
  /** In the order of the page's head. */
  sheets: readonly string[]
  html?: Readonly<Record<string, string>> | undefined
  width?: number
}

export interface Page {
  document: Document
  window: Window & typeof globalThis
}

const frames = new Set<HTMLIFrameElement>()

afterEach(() => {
  for (const frame of frames) frame.remove()
  frames.clear()
})

/** A page of its own in an iframe, for style sheets that must not meet those of other tests. */
export function openPage(children: ReactNode, { sheets, html = {}, width = 800 }: PageOptions): Page {
  const frame = document.createElement('iframe')
  frame.style.cssText = `border: 0; width: ${width}px; height: 900px`
  document.body.append(frame)
  frames.add(frame)
  const inner = frame.contentDocument as Document
  inner.open()
  inner.write('<!doctype html><html><head></head><body><div id="root"></div></body></html>')
  inner.close()
  for (const [name, value] of Object.entries(html)) inner.documentElement.setAttribute(name, value)
  for (const css of sheets) {
    const style = inner.createElement('style')
    style.textContent = css
    inner.head.append(style)
  }
  const root = inner.getElementById('root') as HTMLElement
  render(children, { container: root, baseElement: inner.body })
  return { document: inner, window: inner.defaultView as Page['window'] }
}

interface LinkingProps {
  scenario?: FakeScenario
  connections?: readonly ConnectionOption[]
  children?: ReactNode
}

/** The providers of a settings page around a card of the kit. */
export function Linking({
  scenario = {},
  connections = CONNECTIONS,
  children = <LinkedAccounts />,
}: LinkingProps) {
  const [client] = useState(() => createFakeClient(scenario))
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } }))
  return (
    <QueryClientProvider client={queryClient}>
      <AccountLinkingProvider client={client} connections={connections}>
        {children}
      </AccountLinkingProvider>
    </QueryClientProvider>
  )
}

const withPicture = fakeIdentity({
  provider: 'google-oauth2',
  userId: '1843',
  profile: { name: 'Ada', email: 'ada@example.com', emailVerified: false, picture: DOT },
})

const CARDS: Readonly<Record<string, FakeScenario>> = {
  success: { returned: 'linked', identities: [...scenarios.default.identities, withPicture] },
  refused: { returned: 'already_linked', identities: [] },
  failing: { list: 'server_error' },
  loading: { list: 'never' },
  unlinking: { unlink: 'server_error' },
}

/** Everything that the kit shows, one below the other. */
function Everything() {
  return (
    <div style={{ inlineSize: '40rem', flex: 'none', margin: 0, padding: 0 }}>
      {Object.entries(CARDS).map(([name, scenario]) => (
        <div key={name} data-card={name} style={{ margin: 0, padding: 0 }}>
          <Linking scenario={scenario} connections={CONNECTIONS.slice(name === 'success' ? 0 : 1, 2)} />
        </div>
      ))}
      <div data-card="button" style={{ margin: 0, padding: 0 }}>
        <Linking>
          <LinkAccountButton connection="github" />
        </Linking>
      </div>
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

/** The same in a page of the host's, with an unlink that failed, and the question before another. */
export async function openEverything(options: PageOptions): Promise<Page> {
  const page = openPage(<Everything />, options)
  const { document } = page
  const appears = (selector: string) =>
    waitFor(() => {
      const elements = document.querySelectorAll<HTMLElement>(selector)
      if (elements.length === 0) throw new Error(`There is no ${selector}.`)
      return [...elements]
    })
  for (const shown of ['success', 'refused', 'failing', 'button', 'unlinking']) {
    await appears(`[data-card="${shown}"] .la-button`)
  }
  const [, ofGoogle, ofGitHub] = await appears('[data-card="unlinking"] .la-unlink')
  await act(async () => ofGoogle?.click())
  const [confirm] = await appears('[data-card="unlinking"] .la-dialog[open] .la-danger')
  await act(async () => confirm?.click())
  await appears('[data-card="unlinking"] .la-identity .la-failure')
  await act(async () => ofGitHub?.click())
  await appears('[data-card="unlinking"] .la-dialog[open] .la-danger')
  for (const animation of document.getAnimations()) animation.cancel()
  return page
}
