import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect, within } from 'storybook/test'
import { hosts } from '../test/hosts/sheets'
import { appears } from './appears'
import { HostPage } from './host-page'
import { AllSignInMethods } from './recipes/all-sign-in-methods'
import allSignInMethodsCss from './recipes/all-sign-in-methods.css?raw'
import allSignInMethods from './recipes/all-sign-in-methods.tsx?raw'
import dialogsCss from './recipes/dialogs.css?raw'
import { OwnButton } from './recipes/own-button'
import ownButton from './recipes/own-button.tsx?raw'
import { OwnParts } from './recipes/own-parts'
import ownPartsCss from './recipes/own-parts.css?raw'
import ownParts from './recipes/own-parts.tsx?raw'
import { SignInAgain } from './recipes/sign-in-again'
import signInAgain from './recipes/sign-in-again.tsx?raw'
import { Toasts } from './recipes/toasts'
import toastsCss from './recipes/toasts.css?raw'
import toasts from './recipes/toasts.tsx?raw'
import { backendOf, clientOf } from './surroundings'

const meta = {
  title: 'Recipes/In your app',
  component: LinkedAccounts,
  parameters: { linking: { ownProvider: true } },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const pages = await hosts()
const connections = [{ name: 'windowslive' }, { name: 'apple' }]

/** Password, passkeys and linked accounts in one card. With passkeys, even the last linked account can be unlinked. */
export const OneCardForAllSignInMethods: Story = {
  name: 'One card for all sign-in methods',
  parameters: {
    files: { 'all-sign-in-methods.css': allSignInMethodsCss },
    docs: { source: { code: allSignInMethods } },
  },
  render: (_args, { loaded }) => (
    <AllSignInMethods
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      connections={connections}
    />
  ),
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Link Microsoft' }))
    await appears(canvas.getByRole('heading', { name: 'Passkeys' }))
  },
}

/** How a link ended is told by a toast, in the words of the kit. */
export const ResultsAsToasts: Story = {
  name: 'Results as toasts',
  parameters: {
    linking: { ownProvider: true, scenario: { returned: 'linked' } },
    files: { 'toasts.css': toastsCss },
    docs: { source: { code: toasts }, story: { inline: false, height: '520px' } },
  },
  render: (_args, { loaded }) => (
    <Toasts client={clientOf(loaded)} browser={clientOf(loaded).browser} connections={connections} />
  ),
  play: async ({ canvas }) => {
    const toast = await canvas.findByText('GitHub linked')
    await appears(within(toast.parentElement as HTMLElement).getByText(/You can now sign in/))
    await expect(canvas.queryByRole('button', { name: 'Dismiss' })).toBeNull()
  },
}

/** The password is asked for before an account is linked or unlinked. Any password with 4 letters is right here. */
export const SignInAgainFirst: Story = {
  name: 'Sign in again first',
  parameters: {
    files: { 'dialogs.css': dialogsCss },
    docs: { source: { code: signInAgain }, story: { inline: false, height: '420px' } },
  },
  render: (_args, { loaded }) => (
    <SignInAgain
      client={clientOf(loaded)}
      browser={clientOf(loaded).browser}
      connections={connections}
      checkPassword={async (password) => password.length >= 4}
    />
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await appears(await canvas.findByRole('dialog', { name: 'Sign in again' }))
    await expect(backendOf(loaded).requests.unlink).toEqual([])
  },
}

/** Every button of the card, and of its dialog, is one of yours; here Bootstrap's. */
export const YourOwnButton: Story = {
  name: 'Your own button',
  parameters: { docs: { source: { code: ownButton }, story: { inline: false, height: '460px' } } },
  render: (_args, { loaded, globals }) => {
    const host = pages.find(
      ({ name }) => name === (globals.theme === 'dark' ? 'Bootstrap 5, dark' : 'Bootstrap 5'),
    )
    if (!host) throw new Error('There is no style sheet of Bootstrap.')
    return (
      <HostPage host={host}>
        <OwnButton client={clientOf(loaded)} browser={clientOf(loaded).browser} connections={connections} />
      </HostPage>
    )
  },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }),
    ).toHaveClass('btn')
  },
}

/** Unstyled parts from `react-linked-accounts/parts`: your markup and styles, with the behavior of the card. */
export const YourMarkupFromParts: Story = {
  name: 'Your markup from parts',
  parameters: { files: { 'own-parts.css': ownPartsCss }, docs: { source: { code: ownParts } } },
  render: (_args, { loaded }) => (
    <OwnParts client={clientOf(loaded)} browser={clientOf(loaded).browser} connections={connections} />
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub, @ada-lovelace' }))
    const dialog = await canvas.findByRole('alertdialog', { name: 'Unlink GitHub?' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep it' }))
    await appears(canvas.getByText('@ada-lovelace'))
  },
}
