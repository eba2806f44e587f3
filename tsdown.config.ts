import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/core/index.ts',
    'src/backends/classic.ts',
    'src/backends/auth0.ts',
    'src/backends/better-auth.ts',
    'src/query/index.ts',
    'src/icons/*.tsx',
    'src/testing/index.ts',
  ],
  root: 'src',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // One file out for one file in: each keeps its own 'use client', and a bundler drops what a page does not use.
  unbundle: true,
  dts: true,
  // React, TanStack Query and the test runner of `./testing` are the host's own copies.
  deps: { skipNodeModulesBundle: true },
  copy: [{ from: 'src/styles/styles.css', to: 'dist' }],
  failOnWarn: true,
})
