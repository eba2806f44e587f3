/** Documents of the project, and the pages of Storybook that have their text. */
export const PAGES: Readonly<Record<string, string>> = {
  'README.md': 'Introduction',
  'theming.md': 'Guides/Theming, colors and brand',
  'presets.md': 'Guides/Presets',
  'customizing.md': 'Guides/Customizing',
  'words.md': 'Guides/Words and languages',
  'frameworks.md': 'Guides/Frameworks',
  'backends.md': 'Guides/Backends',
  'own-client.md': 'Guides/Write your own client',
  'testing.md': 'Guides/Test your page',
  'behavior.md': 'Guides/Behavior',
  'security.md': 'Guides/Security',
  'clients.md': 'Guides/Clients',
  'api.md': 'Guides/API',
}
