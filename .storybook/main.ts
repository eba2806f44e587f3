import type { StorybookConfig } from '@storybook/react-vite'
import { propTables } from './prop-tables.js'

export default {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The props come from the types themselves: a docgen leaves out what an interface inherits.
  typescript: { reactDocgen: false },
  viteFinal: (config) => ({ ...config, plugins: [...(config.plugins ?? []), propTables()] }),
} satisfies StorybookConfig
