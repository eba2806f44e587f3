import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ComponentType, lazy, Suspense } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { appears } from './appears'
import bootstrap from './presets/bootstrap.css?raw'
import type { HostAppProps } from './presets/host-app'
import mantine from './presets/mantine.css?raw'
import mui from './presets/mui.css?raw'
import radix from './presets/radix-themes.css?raw'
import shadcn from './presets/shadcn.css?raw'

const meta = {
  title: 'Guides/Presets',
  component: LinkedAccounts,
  parameters: {
    linking: { ownPage: true },
    docs: {
      description: {
        component:
          'The card below components of other libraries, in their colors and corners. ' +
          'Show the code of one, and copy it into your style sheet.',
      },
      story: { inline: false, height: '720px' },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** The card in an app of a library, which is loaded when its story is shown. */
function beside(load: () => Promise<{ default: ComponentType<HostAppProps> }>, css: string): Story {
  const App = lazy(load)
  return {
    parameters: { docs: { source: { code: css, language: 'css' } } },
    decorators: [
      (Story, { globals }) => (
        <Suspense>
          <App scheme={globals.theme}>
            <Story />
          </App>
        </Suspense>
      ),
    ],
    play: async ({ canvas }) => {
      await appears(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
      await appears(canvas.getByRole('textbox', { name: 'Display name' }))
    },
  }
}

export const ShadcnUi: Story = {
  ...beside(() => import('./presets/shadcn-app'), shadcn),
  name: 'shadcn/ui',
}
export const Mui: Story = { ...beside(() => import('./presets/mui-app'), mui), name: 'MUI' }
export const Mantine: Story = beside(() => import('./presets/mantine-app'), mantine)
export const RadixThemes: Story = beside(() => import('./presets/radix-themes-app'), radix)
export const Bootstrap: Story = beside(() => import('./presets/bootstrap-app'), bootstrap)
