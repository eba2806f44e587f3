import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { Settings } from './settings'

const profile = { name: 'Ada' }
const password = fakeIdentity({ provider: 'auth0', primary: true, profile: { email: 'ada@example.com' } })
const sameAccountTwice = [
  password,
  fakeIdentity({ accountId: '1815', profile }),
  fakeIdentity({ accountId: '1852', profile }),
]
const twoConnections = [
  password,
  fakeIdentity({ provider: 'google-apps', connection: 'acme', accountId: '1', profile }),
  fakeIdentity({ provider: 'google-apps', connection: 'umbrella', accountId: '2', profile }),
]

describe('T23: two accounts that look alike', () => {
  it.each([
    ['by their id, at one connection', sameAccountTwice, 'GitHub', 'Ada (1815)', 'Ada (1852)'],
    [
      'by their connection, at one provider',
      twoConnections,
      'Google Workspace',
      'Ada (acme)',
      'Ada (umbrella)',
    ],
  ])(
    'differ %s: on the row, the button and in the dialog',
    async (_how, identities, provider, one, other) => {
      const user = userEvent.setup()
      render(<Settings client={createFakeClient({ identities })} />)
      const unlink = await screen.findByRole('button', { name: `Unlink ${provider} account ${one}` })
      expect(within(unlink.closest('li') as HTMLElement).getByText(one)).toBeVisible()
      expect(screen.getByText(other)).toBeVisible()
      expect(screen.getByRole('button', { name: `Unlink ${provider} account ${other}` })).toBeVisible()
      await user.click(unlink)
      expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription(
        new RegExp(`sign in with ${one.replace(/[()]/g, '\\$&')} anymore`),
      )
    },
  )

  it('differ in the undo window and in what is announced', async () => {
    const user = userEvent.setup()
    render(
      <Settings client={createFakeClient({ identities: sameAccountTwice })} confirm="undo" undoMs={60_000} />,
    )
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account Ada (1815)' }))
    const undo = await screen.findByRole('button', { name: 'Undo unlinking GitHub account Ada (1815)' })
    // The remaining account keeps its name in the meantime.
    expect(screen.getByRole('button', { name: 'Unlink GitHub account Ada (1852)' })).toBeVisible()
    await user.click(undo)
    await screen.findByText('GitHub account Ada (1815) is still linked.')
  })

  it('have their usual name once there is only one of them', async () => {
    const user = userEvent.setup()
    const client = createFakeClient({ identities: sameAccountTwice })
    render(<Settings client={client} confirm="none" />)
    const unlink = await screen.findByRole('button', { name: 'Unlink GitHub account Ada (1815)' })
    const answerWithList = client.backend.hold('list')
    await user.click(unlink)
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    expect(screen.getByRole('button', { name: 'Unlink GitHub account Ada (1852)' })).toBeVisible()
    answerWithList()
    expect(await screen.findByRole('button', { name: 'Unlink GitHub account Ada' })).toBeVisible()
  })
})
