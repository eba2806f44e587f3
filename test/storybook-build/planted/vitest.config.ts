import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { headlessLaunchOptions } from '../../../scripts/find-browser.js'

export default defineConfig({
  plugins: [react(), storybookTest({ configDir: import.meta.dirname })],
  resolve: { tsconfigPaths: true },
  test: {
    name: 'planted',
    browser: {
      enabled: true,
      headless: true,
      ui: false,
      screenshotFailures: false,
      api: { host: '127.0.0.1' },
      provider: playwright({ launchOptions: headlessLaunchOptions() }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
