import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsdown'
import { joinStyles } from './scripts/join-styles.js'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/parts/index.ts',
    'src/core/index.ts',
    'src/backends/classic.ts',
    'src/backends/auth0.ts',
    'src/backends/better-auth.ts',
    'src/hooks/*.ts',
    'src/query/index.ts',
    'src/icons/*.tsx',
    'src/locales/de.ts',
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
  hooks: {
    'build:done': async () => {
      for (const name of ['styles.css', 'styles.layer.css']) {
        const css = await joinStyles(new URL(`src/styles/${name}`, import.meta.url))
        await writeFile(new URL(`dist/${name}`, import.meta.url), css)
      }
    },
  },
  failOnWarn: true,
})
