import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect } from 'storybook/test'
import { presets } from '../test/look/presets'
import { HostPage } from './host-page'
import bootstrap from './presets/bootstrap.css?raw'
import mantine from './presets/mantine.css?raw'
import mui from './presets/mui.css?raw'
import radix from './presets/radix-themes.css?raw'
import shadcn from './presets/shadcn.css?raw'

const pages = await presets()

const meta = {
  title: 'Guides/Presets',
  component: LinkedAccounts,
  parameters: {
    controls: { disable: true },
    docs: {
      description: {
        component:
          "The kit in the colors of other libraries, each beside the library's own style sheet. " +
          'Show the code of one, and copy it into your style sheet.',
      },
      story: { inline: false, height: '460px' },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const preset = (name: string, css: string): Story => ({
  parameters: { docs: { source: { code: css, language: 'css' } } },
  decorators: [
    (Story, { globals }) => {
      const host = pages.find((page) => page.name === (globals.theme === 'dark' ? `${name}, dark` : name))
      if (!host) throw new Error(`There is no preset for ${name}.`)
      return (
        <HostPage host={host}>
          <Story />
        </HostPage>
      )
    },
  ],
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }),
    ).toBeVisible()
  },
})

export const ShadcnUi: Story = { ...preset('shadcn', shadcn), name: 'shadcn/ui' }
export const Mui: Story = { ...preset('MUI', mui), name: 'MUI' }
export const Mantine: Story = preset('Mantine', mantine)
export const RadixThemes: Story = preset('Radix Themes', radix)

/** Beside buttons, a field and an alert of Bootstrap itself. */
export const Bootstrap: Story = {
  ...preset('Bootstrap 5', bootstrap),
  render: (args) => (
    <>
      <LinkedAccounts {...args} />
      <div className="card mt-3 p-3" style={{ maxInlineSize: '42rem' }}>
        <label className="form-label" htmlFor="display-name">
          Display name
        </label>
        <input className="form-control mb-3" id="display-name" defaultValue="Ada Lovelace" />
        <div className="d-flex gap-2">
          <button type="button" className="btn btn-primary">
            Save
          </button>
          <button type="button" className="btn btn-danger">
            Delete profile
          </button>
        </div>
      </div>
    </>
  ),
}
