import { addons } from 'storybook/manager-api'
import { theme } from './theme'

addons.setConfig({
  theme: theme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
})
