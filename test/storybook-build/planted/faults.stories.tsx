import type { Meta, StoryObj } from '@storybook/react-vite'

export default { title: 'Faults' } satisfies Meta

export const UnnamedButton: StoryObj = { render: () => <button type="button" /> }

export const PaleText: StoryObj = {
  render: () => <p style={{ color: '#aaa', backgroundColor: '#fff' }}>You can barely read this.</p>,
}

export const NoFault: StoryObj = { render: () => <button type="button">Link GitHub</button> }
