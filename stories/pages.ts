/** Documents of the project, and the pages of Storybook that have their text. */
export const PAGES: Readonly<Record<string, string>> = {
  'README.md': 'Introduction',
  'theming.md': 'Guides/Theming',
  'presets.md': 'Guides/Presets',
  'customizing.md': 'Guides/Customizing',
  'words.md': 'Guides/Words',
  'frameworks.md': 'Guides/Frameworks',
  'backends.md': 'Guides/Backends',
  'own-client.md': 'Guides/A client of your own',
  'testing.md': 'Guides/Testing',
  'behavior.md': 'Guides/Behavior',
  'security.md': 'Guides/Security',
  'clients.md': 'Guides/Clients',
  'api.md': 'Guides/API',
}
