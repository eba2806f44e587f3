import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import {
  type ButtonSlotProps,
  type ConfirmDialogSlotProps,
  type Identity,
  LinkedAccounts,
} from 'react-linked-accounts'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const [password, google, github] = scenarios.default.identities as [Identity, Identity, Identity]
const unlinkGitHub = { name: 'Unlink GitHub account @ada-lovelace' }
const connections = [{ name: 'google-oauth2' }, { name: 'github' }, { name: 'windowslive' }]

/** The names of the rows, from the top. */
const rows = () =>
  within(document.querySelector('[data-slot="identities"]') as HTMLElement)
    .getAllByRole('listitem')
    .map((row) => row.getAttribute('aria-label'))

describe('providers', () => {
  it('have the label and icon of the host, on rows, buttons and in the dialog', async () => {
    const user = userEvent.setup()
    const icon = <svg data-testid="acme" />
    render(
      <Settings client={createFakeClient()} providers={{ github: { label: 'Acme Git', icon } }}>
        <LinkedAccounts />
      </Settings>,
    )
    const unlink = await screen.findByRole('button', { name: 'Unlink Acme Git account @ada-lovelace' })
    const row = unlink.closest('li') as HTMLElement
    expect(within(row).getByText('Acme Git')).toBeVisible()
    expect(within(row).getByTestId('acme')).toBeVisible()
    const link = await screen.findByRole('button', { name: 'Link another Acme Git account' })
    expect(within(link).getByTestId('acme')).toBeVisible()
    await user.click(unlink)
    const dialog = await screen.findByRole('alertdialog', { name: 'Unlink Acme Git?' })
    expect(within(dialog).getByTestId('acme')).toBeVisible()
    expect(screen.getByText('Google')).toBeInTheDocument()
  })

  it('a connection can have its own label, which overrides its provider’s', async () => {
    const identities = [password, fakeIdentity({ connection: 'acme', profile: { username: 'ada' } })]
    const providers = { acme: { label: 'Acme' }, github: { label: 'Git' } }
    render(<Settings client={createFakeClient({ identities })} providers={providers} />)
    expect(await screen.findByRole('button', { name: 'Unlink Acme account @ada' })).toBeVisible()
  })

  it('are named after their connection if the provider is a protocol, unless the host names it', async () => {
    const sso = fakeIdentity({ provider: 'oidc', connection: 'acme-sso', accountId: '1' })
    const saml = fakeIdentity({ provider: 'samlp', connection: 'initech', accountId: '2' })
    const client = createFakeClient({ identities: [password, sso, saml] })
    render(<Settings client={client} providers={{ samlp: { label: 'Company' } }} />)
    expect(await screen.findByText('Acme sso')).toBeVisible()
    expect(screen.getByText('Company')).toBeVisible()
  })

  it('are shown in the order of the host', async () => {
    const providers = { github: { order: -1 }, auth0: { order: 1 } }
    render(<Settings client={createFakeClient()} providers={providers} />)
    await screen.findByText('@ada-lovelace')
    expect(rows()).toEqual([
      'GitHub, @ada-lovelace',
      'Google, ada.lovelace@gmail.example',
      'Password, ada@example.com',
    ])
  })

  it('that are hidden show no row or button, but still count as sign-in methods', async () => {
    const secondary = { ...password, primary: false }
    const client = createFakeClient({ identities: [secondary, github] })
    const providers = { auth0: { hidden: true }, windowslive: { hidden: true } }
    render(<Settings client={client} providers={providers} connections={connections} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(rows()).toEqual(['GitHub, @ada-lovelace'])
    expect(unlink).not.toHaveAttribute('aria-disabled')
    expect(screen.getByRole('button', { name: 'Link Google' })).toBeVisible()
    expect(screen.queryByRole('button', { name: /Microsoft/ })).toBeNull()
  })
})

describe('otherSignInMethods', () => {
  const only = { identities: [{ ...google, primary: false }] }
  const unlink = { name: 'Unlink Google account ada.lovelace@gmail.example' }

  it.each([[{ passkeys: 1 }], [{ passkeys: 0, password: true }]])(
    'let the last identity be unlinked: %o',
    async (otherSignInMethods) => {
      const client = createFakeClient(only)
      render(<Settings client={client} otherSignInMethods={otherSignInMethods} />)
      expect(await screen.findByRole('button', unlink)).not.toHaveAttribute('aria-disabled')
    },
  )

  it.each([[{}], [{ passkeys: 0, password: false }]])('that are none do not: %o', async (none) => {
    render(<Settings client={createFakeClient(only)} otherSignInMethods={none} />)
    const button = await screen.findByRole('button', unlink)
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(button).toHaveAccessibleDescription(/^This is your only sign-in method\./)
  })
})

function HostButton({ variant, ...props }: ButtonSlotProps) {
  return <button {...props} data-host={variant} />
}

function HostDialog({
  identity,
  title,
  body,
  confirmLabel,
  cancelLabel,
  onConfirm,
  onCancel,
}: ConfirmDialogSlotProps) {
  return (
    <form aria-label={title} onSubmit={onConfirm} onReset={onCancel}>
      <p>
        {body} ({identity.id})
      </p>
      <button type="reset">{cancelLabel}</button>
      <button type="button" onClick={onConfirm}>
        {confirmLabel}
      </button>
    </form>
  )
}

describe('components of the host', () => {
  it('a Button replaces every button with text, and works like the kit’s', async () => {
    const client = createFakeClient({ returned: 'cancelled' })
    const user = userEvent.setup()
    render(<Settings client={client} components={{ Button: HostButton }} connections={connections} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    const told = await screen.findByRole('group', { name: "GitHub wasn't linked" })
    expect(within(told).getByRole('button', { name: 'Try again' })).toHaveAttribute('data-host', 'secondary')
    expect(screen.getByRole('button', { name: 'Link Microsoft' })).toHaveAttribute('data-host', 'secondary')
    await user.click(unlink)
    const dialog = await screen.findByRole('alertdialog')
    const confirm = within(dialog).getByRole('button', { name: 'Unlink' })
    expect(confirm).toHaveAttribute('data-host', 'danger')
    await user.click(confirm)
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    // The focus moved, so the refs work.
    expect(screen.getByText('ada.lovelace@gmail.example').closest('li')).toHaveFocus()
  })

  it('a Button gets the slot’s class, aligns icon and plus, and opens the other connections', async () => {
    const user = userEvent.setup()
    const both = [...connections, { name: 'auth0' }].map((one) => ({ ...one }))
    const own = { button: 'my-button' }
    const client = createFakeClient()
    render(
      <Settings client={client} components={{ Button: HostButton }} classNames={own} connections={both} />,
    )
    const link = await screen.findByRole('button', { name: 'Link Microsoft' })
    expect(link).toHaveClass('la-link-button', 'my-button')
    const more = screen.getByRole('button', { name: /^Link another .* or / })
    expect(more).toHaveAttribute('data-host', 'quiet')
    await user.click(more)
    expect(await screen.findByRole('button', { name: 'Link another GitHub account' })).toBeVisible()
  })

  it('a Button takes the focus for an undo', async () => {
    const user = userEvent.setup()
    render(<Settings client={createFakeClient()} components={{ Button: HostButton }} confirm="undo" />)
    await user.click(await screen.findByRole('button', unlinkGitHub))
    const undo = await screen.findByRole('button', { name: 'Undo unlinking GitHub account @ada-lovelace' })
    expect(undo).toHaveAttribute('data-host', 'secondary')
    await waitFor(() => expect(undo).toHaveFocus())
  })

  it('a ConfirmDialog replaces the kit’s, and decides', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    render(<Settings client={client} components={{ ConfirmDialog: HostDialog }} />)
    const unlink = await screen.findByRole('button', unlinkGitHub)
    expect(screen.queryByRole('form')).toBeNull()
    await user.click(unlink)
    const dialog = await screen.findByRole('form', { name: 'Unlink GitHub?' })
    expect(dialog).toHaveTextContent("You won't be able to sign in with @ada-lovelace anymore.")
    expect(dialog).toHaveTextContent('(github|1815)')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    expect(unlink).toBeVisible()
    expect(client.backend.requests.unlink).toEqual([])

    await user.click(unlink)
    await user.click(within(await screen.findByRole('form')).getByRole('button', { name: 'Unlink' }))
    await screen.findByText('GitHub account @ada-lovelace unlinked.')
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})

it('classNames are added to the elements of the card, after the kit’s own', async () => {
  const user = userEvent.setup()
  const slots = [
    ...([
      'root',
      'header',
      'heading',
      'description',
      'notice',
      'list',
      'row',
      'tile',
      'name',
      'account',
    ] as const),
    ...(['badge', 'hint', 'button', 'footer', 'subheading', 'connections', 'dialog'] as const),
  ]
  const classNames = Object.fromEntries(slots.map((slot) => [slot, `my-${slot}`]))
  const { container } = render(
    <Settings
      client={createFakeClient({ returned: 'linked' })}
      classNames={classNames}
      connections={connections}
    >
      <LinkedAccounts footer="Help" />
    </Settings>,
  )
  await screen.findByRole('group', { name: 'GitHub linked' })
  await user.click(await screen.findByRole('button', unlinkGitHub))
  await screen.findByRole('alertdialog')
  for (const slot of slots) expect(container.querySelector(`.my-${slot}.la-${slot}`), slot).not.toBeNull()
})
