/** Where a document of the project is a page of Storybook. */
export const PAGES: Readonly<Record<string, string>> = {
  'README.md': 'introduction',
  'theming.md': 'guides-theming',
  'presets.md': 'guides-presets',
  'customizing.md': 'guides-customizing',
  'words.md': 'guides-words',
  'frameworks.md': 'guides-frameworks',
  'backends.md': 'guides-backends',
  'own-client.md': 'guides-a-client-of-your-own',
  'testing.md': 'guides-testing',
  'behavior.md': 'guides-behavior',
  'security.md': 'guides-security',
  'clients.md': 'guides-clients',
  'api.md': 'guides-api',
}
