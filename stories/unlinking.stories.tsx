import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect, waitFor } from 'storybook/test'
import { appears } from './appears'
import { backendOf } from './surroundings'

const meta = {
  title: 'States/Unlinking',
  component: LinkedAccounts,
  parameters: { docs: { story: { autoplay: true } } },
  args: { confirm: 'none' },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** The server has not answered yet. The row is gone already. */
export const Unlinking: Story = {
  parameters: { linking: { scenario: 'unlinkHangs' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    await waitFor(() => expect(canvas.queryByText('ada.lovelace@gmail.example')).toBeNull())
  },
}

/** The server has confirmed the unlink, which is announced to screen readers. */
export const Unlinked: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await canvas.findByText('GitHub account @ada-lovelace unlinked.')
    await waitFor(() => expect(canvas.queryByText('@ada-lovelace')).toBeNull())
  },
}

/** The server refused. The row is back at its place, with the reason. */
export const UnlinkFailed: Story = {
  name: 'Unlink failed',
  parameters: { linking: { scenario: 'unlinkFails' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    await canvas.findByText(/Details: Your organization keeps this account linked\./, { selector: 'li p *' })
    await appears(canvas.getByText('ada.lovelace@gmail.example'))
  },
}

/** The server cannot be reached. The user can try again. */
export const Unreachable: Story = {
  parameters: { linking: { scenario: { unlink: 'network' } } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await appears(
      await canvas.findByRole('button', { name: 'Try again to unlink GitHub account @ada-lovelace' }),
    )
  },
}

/** Two unlinks at once, of which the server refuses one: only that one comes back. */
export const OneOfTwoFails: Story = {
  name: 'One of two fails',
  play: async ({ canvas, userEvent, loaded }) => {
    backendOf(loaded).failNext('unlink', 'conflict')
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Unlink Google account ada.lovelace@gmail.example' }),
    )
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await canvas.findByText(/^Couldn't unlink\./)
    await waitFor(() => expect(canvas.queryByText('@ada-lovelace')).toBeNull())
  },
}

/** The unlink worked, and the new list did not load. The old one is shown, and says so. */
export const StaleList: Story = {
  name: 'Stale list',
  play: async ({ canvas, userEvent, loaded }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    backendOf(loaded).fail('list', 'rate_limited')
    await userEvent.click(unlink)
    await appears(await canvas.findByText(/This list might be out of date/))
    await appears(canvas.getByText('ada.lovelace@gmail.example'))
  },
}

/** The server accepts no requests for a while. After a countdown it can be tried again. */
export const RateLimited: Story = {
  name: 'Rate limited',
  parameters: { linking: { scenario: { unlink: 'rate_limited' } } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    await appears(await canvas.findByText(/Try again in \d+s/))
    await expect(canvas.getByRole('button', { name: /^Try again/ })).toHaveAttribute('aria-disabled', 'true')
  },
}

/** The answer was lost, and the list did not load: nothing is claimed. */
export const OutcomeUnknown: Story = {
  name: 'Outcome unknown',
  play: async ({ canvas, userEvent, loaded }) => {
    const unlink = await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    backendOf(loaded).failNext('unlink', 'timeout')
    backendOf(loaded).fail('list', 'forbidden')
    await userEvent.click(unlink)
    const words = /^We couldn't confirm whether this account was unlinked\./
    await appears(await canvas.findByText(words))
  },
}
