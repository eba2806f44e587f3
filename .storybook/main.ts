import { resolve } from 'node:path'
import type { StorybookConfig } from '@storybook/react-vite'
import { mergeConfig } from 'vite'
import { propTables } from './prop-tables.js'

const shadcnApp = resolve(import.meta.dirname, '../test/consumers/apps/shadcn')

export default {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The props come from the types themselves: a docgen leaves out what an interface inherits.
  typescript: { reactDocgen: false },
  // A page of the documentation, not an invitation to set up a Storybook.
  features: { sidebarOnboardingChecklist: false },
  viteFinal: (config) =>
    mergeConfig(config, {
      plugins: [propTables()],
      // The item of the shadcn registry finds the components of an app here.
      resolve: {
        alias: {
          '@/components/ui': `${shadcnApp}/ui`,
          '@/lib/utils': `${shadcnApp}/src/lib/utils.ts`,
        },
      },
    }),
} satisfies StorybookConfig
