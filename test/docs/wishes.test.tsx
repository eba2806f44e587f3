import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ComponentType, StrictMode } from 'react'
import type { LinkedAccountsProps } from 'react-linked-accounts'
import { createFakeClient, type FakeScenario, scenarios } from 'react-linked-accounts/testing'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Compact } from '../../docs/examples/compact'
import { ConnectionsFirst } from '../../docs/examples/connections-first'
import { GermanWords } from '../../docs/examples/german-words'
import { HiddenProvider } from '../../docs/examples/hidden-provider'
import { InADialog } from '../../docs/examples/in-a-dialog'
import { LinkedOn } from '../../docs/examples/linked-on'
import { NoHeading } from '../../docs/examples/no-heading'
import { OneRowPerProvider } from '../../docs/examples/one-row-per-provider'
import { OneText } from '../../docs/examples/one-text'
import { OwnButton } from '../../docs/examples/own-button'
import { OwnIcon } from '../../docs/examples/own-icon'
import { PasswordAndPasskeys } from '../../docs/examples/password-and-passkeys'
import { WithToasts } from '../../docs/examples/toasts'

const connections = [{ name: 'github' }, { name: 'google-oauth2' }, { name: 'facebook' }]
const [password, google, github] = scenarios.default.identities

async function show(Example: ComponentType<LinkedAccountsProps>, scenario?: FakeScenario) {
  const client = createFakeClient(scenario)
  const { container } = render(<Example client={client} browser={client.browser} connections={connections} />)
  await waitFor(() => expect(container.textContent).toContain('Facebook'))
  return { client, container, user: userEvent.setup() }
}

const before = (one: HTMLElement, other: HTMLElement) =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

it('has German text, and no English text', async () => {
  const { container } = await show(GermanWords, { returned: 'cancelled' })
  expect(screen.getByRole('heading', { name: 'Anmeldung' })).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Facebook verknüpfen' })).toBeVisible()
  expect(screen.getByRole('button', { name: /GitHub-Konto .*@ada-lovelace.* trennen/ })).toBeVisible()
  expect(screen.getByText('GitHub wurde nicht verknüpft')).toBeVisible()
  expect(screen.getByText('Passwort')).toBeVisible()
  expect(container).not.toHaveTextContent(/link(ed)?\b|primary|password|another|add|try|sign/i)
})
it('has one message of its own', async () => {
  await show(OneText)
  expect(screen.getByRole('heading', { name: 'Ways to sign in' })).toBeVisible()
})
it('has no heading, and still a name', async () => {
  await show(NoHeading)
  expect(screen.queryByRole('heading', { level: 2 })).toBeNull()
  expect(screen.getByRole('region', { name: 'Linked accounts' })).toBeVisible()
})
it('has another icon', async () => {
  const { container } = await show(OwnIcon)
  const row = await screen.findByRole('listitem', { name: /^Password/ })
  expect(row.querySelector('[data-icon="lock"]')).not.toBeNull()
  expect(container.querySelectorAll('[data-icon="lock"]')).toHaveLength(1)
})
it('hides a provider', async () => {
  const { client } = await show(HiddenProvider)
  expect(await screen.findAllByRole('listitem', { name: /, / })).toHaveLength(2)
  expect(client.backend.identities()).toContainEqual(password)
})
it('shows the connections first', async () => {
  await show(ConnectionsFirst)
  const button = await screen.findByRole('button', { name: 'Link Facebook' })
  expect(before(button, await screen.findByRole('listitem', { name: /GitHub/ }))).toBe(true)
})
it('is compact', async () => {
  await show(Compact)
  expect(screen.getByRole('region')).toHaveAttribute('data-density', 'compact')
})
it('is in a dialog, which is open when the user returns from a link', async () => {
  history.replaceState(null, '', '#accounts')
  onTestFinished(() => history.replaceState(null, '', location.pathname + location.search))
  await show(InADialog, { returned: 'linked' })
  const dialog = screen.getByRole('dialog')
  expect(await within(dialog).findByRole('group', { name: 'GitHub linked' })).toBeVisible()
})
it('is in a dialog, and reports a link while that is closed', async () => {
  const client = createFakeClient({ returned: 'linked' })
  const onLinked = vi.fn()
  render(<InADialog client={client} browser={client.browser} onLinked={onLinked} />)
  await waitFor(() => expect(onLinked).toHaveBeenCalledOnce())
  expect(screen.queryByRole('dialog')).toBeNull()
})
it('says when an account was connected', async () => {
  if (!github) throw new Error('the scenario has no GitHub account')
  await show(LinkedOn, { identities: [{ ...github, linkedAt: '2026-03-05T12:00:00Z', primary: true }] })
  const date = new Date('2026-03-05T12:00:00Z').toLocaleDateString(undefined, { dateStyle: 'medium' })
  expect((await screen.findByText(/^Connected on/)).textContent?.replace(/[\u2068\u2069]/g, '')).toBe(
    `Connected on ${date}`,
  )
})
it('has its own buttons, which unlink', async () => {
  const { client, user } = await show(OwnButton)
  const button = await screen.findByRole('button', { name: /^Unlink GitHub/ })
  expect(button).toHaveClass('btn', 'btn-secondary')
  await user.click(button)
  const dialog = await screen.findByRole('alertdialog')
  const yes = within(dialog).getByRole('button', { name: /Unlink/ })
  expect(yes).toHaveClass('btn-danger')
  await user.click(yes)
  await waitFor(() => expect(client.backend.identities()).not.toContainEqual(github))
})
it('shows a result as a toast, once, and not on the card', async () => {
  const toast = vi.fn()
  const Strict = (props: LinkedAccountsProps) => (
    <StrictMode>
      <WithToasts {...props} toast={toast} />
    </StrictMode>
  )
  await show(Strict, { returned: 'cancelled' })
  await waitFor(() => expect(toast).toHaveBeenCalledOnce())
  expect(toast.mock.calls[0]?.[0]).toContain('GitHub')
  expect(screen.queryByText(toast.mock.calls[0]?.[0])).toBeNull()
})
it('has one row for each provider: linked ones unlink, the others link', async () => {
  const { client, user } = await show(OneRowPerProvider)
  const unlink = await screen.findByRole('button', { name: 'Unlink GitHub' })
  expect(screen.getByRole('button', { name: 'Link Facebook' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Link GitHub' })).toBeNull()
  await user.click(unlink)
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: /Unlink/ }))
  expect(await screen.findByRole('button', { name: 'Link GitHub' })).toBeVisible()
  await waitFor(() => expect(client.backend.identities()).toEqual([password, google]))
})
it('shows the reason in the row of a provider that cannot be unlinked', async () => {
  if (!github) throw new Error('the scenario has no GitHub account')
  await show(OneRowPerProvider, { identities: [{ ...github, primary: true }] })
  expect(await screen.findByText(/^This is your primary sign-in method/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Unlink GitHub' })).toBeNull()
})
it('counts password and passkeys, so that the last account can be unlinked', async () => {
  if (!github) throw new Error('the scenario has no GitHub account')
  await show(PasswordAndPasskeys, { identities: [github] })
  expect(await screen.findByText('You can also sign in with your password or 2 passkeys.')).toBeVisible()
  expect(await screen.findByRole('button', { name: /^Unlink GitHub/ })).not.toHaveAttribute('aria-disabled')
})
