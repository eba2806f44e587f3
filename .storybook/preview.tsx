import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import { MINIMAL_VIEWPORTS } from 'storybook/viewport'

import { showCode } from '../stories/show-code'
import { loadBackend, withAccountLinking, withPage } from '../stories/surroundings'
import { DocsPage, StoriesPage } from './docs-page'
import { initialGlobals } from './initial-globals'

// A busy machine is no failure, and a list that shows nothing new is asked again after a second.
configure({ asyncUtilTimeout: 5_000 })

export default {
  // Stories that show what follows an action opt out: a docs page does not play.
  tags: ['autodocs'],
  loaders: [loadBackend],
  decorators: [withAccountLinking, withPage],
  globalTypes: {
    theme: {
      description: 'Color scheme of the page',
      toolbar: {
        title: 'Theme',
        icon: 'mirror',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Writing direction of the page',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { ...initialGlobals() },
  parameters: {
    // A violation fails the story's test.
    a11y: { test: 'error' },
    layout: 'fullscreen',
    // Only the pages with a table of props have them.
    controls: { disable: true },
    viewport: {
      options: {
        ...MINIMAL_VIEWPORTS,
        narrow: { name: 'Narrow (320 px)', styles: { width: '320px', height: '640px' }, type: 'mobile' },
      },
    },
    docs: {
      container: DocsPage,
      page: StoriesPage,
      codePanel: true,
      toc: { headingSelector: 'h2, h3', ignoreSelector: '.docs-story *, .sb-unstyled *' },
      source: { excludeDecorators: true, transform: showCode },
    },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Install and quick start',
          'Playground',
          'Guides',
          [
            'Confirm or undo an unlink',
            'Theming, colors and brand',
            'Presets',
            'Tailwind CSS',
            'Translate or change words',
            'Accessibility',
            'Customizing',
            'Frameworks, Next.js, Vite',
            'Backends',
            'Clients',
            'Your own backend',
            'Example clients',
            'Testing your page',
            'Behavior',
            'Security',
            'API',
          ],
          'Recipes',
          ['Common changes', 'In your app', 'In a dialog', 'Hooks in your own markup'],
          'Components',
          ['LinkedAccounts', 'LinkAccountButton', 'AccountLinkingProvider', 'Parts', 'Hooks'],
          'States',
          [
            'Before unlinking',
            'Unlinking',
            'Link results',
            'Accounts',
            'Appearance',
            'Features of a backend',
          ],
          'Tests',
        ],
      },
    },
  },
} satisfies Preview
