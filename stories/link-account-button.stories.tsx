import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkAccountButton } from 'react-linked-accounts'
import { expect } from 'storybook/test'
import { appears } from './appears'
import { argTypesOf } from './arg-types'
import { ShowRepositories } from './recipes/more-scopes'
import moreScopes from './recipes/more-scopes.tsx?raw'
import { backendOf, clientOf } from './surroundings'

const meta = {
  title: 'Components/LinkAccountButton',
  component: LinkAccountButton,
  args: { connection: 'github' },
  argTypes: {
    ...argTypesOf('LinkAccountButtonProps'),
    children: { ...argTypesOf('LinkAccountButtonProps').children, control: 'text' },
  },
  parameters: { controls: { disable: false }, docs: { story: { autoplay: true } } },
} satisfies Meta<typeof LinkAccountButton>
export default meta

type Story = StoryObj<typeof meta>

/** For one connection, by its name at the backend. */
export const OneConnection: Story = {
  name: 'One connection',
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Link GitHub' })).toBeEnabled()
  },
}

/** Without a connection, the user chooses one on a page of the backend. */
export const AnyConnection: Story = {
  name: 'Any connection',
  args: { connection: undefined },
  play: async ({ canvas }) => {
    await appears(canvas.getByRole('button', { name: 'Link another account' }))
  },
}

/** A label of your own. */
export const OwnWords: Story = {
  name: 'Own words',
  args: { children: 'Also sign in with GitHub' },
}

/** In a popup. If the browser blocks it, the page itself goes to the provider. */
export const Popup: Story = {
  args: { display: 'popup' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Link GitHub' })).toBeEnabled()
  },
}

/** A link that goes on in a popup: the button brings it to the front, and the link can be canceled. */
export const WaitingForPopup: Story = {
  name: 'Waiting for a popup',
  args: { display: 'popup' },
  play: async ({ canvas, userEvent, loaded }) => {
    clientOf(loaded).browser.allowPopups()
    const button = canvas.getByRole('button', { name: 'Link GitHub' })
    await userEvent.click(button)
    await appears(await canvas.findByText('Waiting for GitHub…'))
    await appears(canvas.getByRole('button', { name: 'Cancel linking GitHub' }))
    await expect(button).not.toHaveAttribute('aria-disabled')
  },
}

/** For an account that is linked already, to grant more scopes. */
export const ReconnectWithMoreScopes: Story = {
  name: 'Reconnect with more scopes',
  parameters: { docs: { source: { code: moreScopes } } },
  render: () => <ShowRepositories />,
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Show your repositories' }))
  },
}

/** The page has come back, and the button says how the link ended. */
export const CameBack: Story = {
  name: 'Came back',
  parameters: { linking: { scenario: { returned: 'cancelled' } } },
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('group', { name: "GitHub wasn't linked" }))
  },
}

/** A connection without a mark in the kit, with your name for it. */
export const YourOwnConnection: Story = {
  name: 'Your own connection',
  args: { connection: 'university' },
  parameters: { linking: { connections: [{ name: 'university', label: 'University of Ghent' }] } },
  play: async ({ canvas }) => {
    await appears(canvas.getByRole('button', { name: 'Link University of Ghent' }))
  },
}

/** The page is leaving for the provider. All other link buttons are disabled, and stay focusable. */
export const Redirecting: Story = {
  render: (args) => (
    <div style={{ display: 'grid', gap: '0.5rem' }}>
      <LinkAccountButton {...args} />
      <LinkAccountButton connection="google-oauth2" />
    </div>
  ),
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Link GitHub' }))
    await canvas.findByRole('button', { name: 'Redirecting to GitHub…' })
    const other = canvas.getByRole('button', { name: 'Link Google' })
    await expect(other).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(other)
    await expect(backendOf(loaded).requests.link).toEqual(['github'])
  },
}

/** The link could not start. The reason is under the button, which can be pressed again. */
export const CouldNotStart: Story = {
  name: 'Could not start',
  parameters: { linking: { scenario: { link: 'network' } } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Link GitHub' }))
    const words = await canvas.findByText(/Couldn't start linking your account./)
    await appears(words)
    await expect(canvas.getByRole('button', { name: 'Link GitHub' })).not.toHaveAttribute('aria-disabled')
  },
}

/** The server accepts no requests for a while. */
export const RateLimited: Story = {
  name: 'Rate limited',
  parameters: { linking: { scenario: 'rateLimited' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Link GitHub' }))
    await appears(await canvas.findByText(/Too many attempts\./))
  },
}

/** `color-scheme: dark` on the page, or on any element above the button. */
export const Dark: Story = { globals: { theme: 'dark' } }

/** `dir="rtl"` on the page. */
export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { direction: 'rtl' },
  parameters: { linking: { messages: { link: 'ربط {provider}' } } },
}

/** A window of 320 px, and a name that does not fit on one line. */
export const Narrow: Story = {
  args: { connection: 'university' },
  globals: { viewport: { value: 'narrow', isRotated: false } },
  parameters: {
    linking: {
      connections: [{ name: 'university', label: 'University of Southern Denmark, staff and students' }],
    },
  },
}
