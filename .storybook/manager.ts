import { GLOBALS_UPDATED, SET_GLOBALS, STORY_PREPARED } from 'storybook/internal/core-events'
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

const CONTROLS = 'addon-controls'
const CODE = 'storybook/docs/panel'

// A story without controls opens on its code.
addons.register('panels', (api) => {
  api.on(STORY_PREPARED, ({ parameters }: { parameters: { controls?: { disable?: boolean } } }) => {
    if (![CONTROLS, CODE].includes(api.getSelectedPanel())) return
    api.setSelectedPanel(parameters.controls?.disable ? CODE : CONTROLS)
  })
})
