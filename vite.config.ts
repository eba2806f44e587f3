import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { headlessLaunchOptions } from './scripts/find-browser.js'

const host = '127.0.0.1'

// Vitest writes into these options, so each project has its own.
const browser = () => ({
  enabled: true,
  headless: true,
  ui: false,
  screenshotFailures: false,
  api: { host },
  // What appears is there at once, so that a test need not wait for it to have moved in.
  provider: playwright({
    launchOptions: headlessLaunchOptions(),
    contextOptions: { reducedMotion: 'reduce' },
  }),
  instances: [{ browser: 'chromium' as const }],
})

/** All stories as tests, with axe; in the scheme and direction that `env` says. */
const stories = (name: string, env: Record<string, string> = {}): TestProjectInlineConfiguration => ({
  extends: true,
  plugins: [storybookTest({ configDir: '.storybook' })],
  optimizeDeps: {
    include: [
      '@mantine/core',
      '@mui/material',
      '@radix-ui/themes',
      '@tanstack/react-query',
      'class-variance-authority',
      'clsx',
      'radix-ui',
      'react',
      'react-dom',
      'react/jsx-dev-runtime',
      'tailwind-merge',
      'tailwindcss',
    ],
  },
  test: { name, env, isolate: false, browser: browser() },
})

// Storybook and the demo build with this file too; all that is for Vitest alone stands under `test`.
export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  server: { host },
  preview: { host },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // The servers of the tests are loaded once for all files.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/{consumers,e2e,leaks,package,storybook-build}/**'],
        },
      },
      {
        extends: true,
        // Found late, a dependency would be prepared in the middle of a run and reload the page under a test.
        optimizeDeps: {
          include: [
            '@guidepup/virtual-screen-reader',
            '@mui/material/Modal',
            '@radix-ui/react-dialog',
            '@tanstack/react-query',
            '@tanstack/react-query-persist-client',
            '@testing-library/jest-dom/vitest',
            '@testing-library/react',
            '@testing-library/user-event',
            'react',
            'react-dom',
            'react-dom/client',
            'react-dom/server',
            'react/jsx-dev-runtime',
            'tailwindcss',
          ],
        },
        test: {
          name: 'browser',
          isolate: false,
          include: ['test/**/*.test.tsx'],
          exclude: [...configDefaults.exclude, 'test/consumers/**', 'test/jsdom/**'],
          setupFiles: ['test/browser-setup.ts'],
          browser: browser(),
        },
      },
      {
        extends: true,
        // As a host's own tests run, which have no browser.
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          globals: true,
          include: ['test/jsdom/**/*.test.tsx'],
          testTimeout: 60_000,
        },
      },
      stories('storybook'),
      stories('storybook-dark', { STORY_THEME: 'dark' }),
      stories('storybook-rtl', { STORY_DIRECTION: 'rtl' }),
      stories('storybook-dark-rtl', { STORY_THEME: 'dark', STORY_DIRECTION: 'rtl' }),
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // One after the other in one worker, so that they share a browser and the demo.
          fileParallelism: false,
          isolate: false,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // Builds all of Storybook, which takes a minute or two: not a part of `npm test`.
        test: {
          name: 'built-stories',
          environment: 'node',
          include: ['test/storybook-build/**/*.test.ts'],
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        // Measured alone, on a quiet machine: not a part of `npm test`.
        test: {
          name: 'leaks',
          environment: 'node',
          include: ['test/leaks/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        // Installs apps from the package registry, so it is not a part of `npm test`.
        test: {
          name: 'consumers',
          environment: 'node',
          include: ['test/consumers/*.test.ts'],
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 600_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          environment: 'node',
          include: ['test/package/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
