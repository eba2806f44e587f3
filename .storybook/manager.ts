import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events'
import { addons } from 'storybook/manager-api'
import { theme } from './theme'

const follow = (scheme: 'light' | 'dark') => addons.setConfig({ theme: theme(scheme) })

follow(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

// The frame of the documentation is light or dark as its pages are.
addons.register('theme', (api) => {
  const update = ({ globals }: { globals: { theme: 'light' | 'dark' } }) => follow(globals.theme)
  api.on(SET_GLOBALS, update)
  api.on(GLOBALS_UPDATED, update)
})
