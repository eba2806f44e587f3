import storybook from '../../../.storybook/main.js'

export default { ...storybook, stories: ['./*.stories.tsx'] }
