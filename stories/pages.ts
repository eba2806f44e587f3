/** Documents of the project, and the pages of Storybook that have their text. */
export const PAGES: Readonly<Record<string, string>> = {
  'README.md': 'Introduction',
  'theming.md': 'Guides/Theming, colors and brand',
  'presets.md': 'Guides/Presets',
  'customizing.md': 'Guides/Customizing',
  'words.md': 'Guides/Translate or change words',
  'frameworks.md': 'Guides/Frameworks, Next.js, Vite',
  'backends.md': 'Guides/Backends',
  'own-client.md': 'Guides/Your own backend',
  'testing.md': 'Guides/Testing your page',
  'behavior.md': 'Guides/Behavior',
  'security.md': 'Guides/Security',
  'clients.md': 'Guides/Clients',
  'api.md': 'Guides/API',
}

/** Parts of documents, and other files, and where Storybook has them. */
export const PARTS: Readonly<Record<string, string>> = {
  'README.md#quick-start': 'Install and quick start#quick-start',
  'README.md#components': 'Components/LinkedAccounts',
  'README.md#tailwind-css-shadcnui-and-dark-mode': 'Guides/Tailwind CSS',
  'test/shapes': 'Guides/Example clients',
  'test/shapes/supabase/client.ts': 'Guides/Example clients#supabase-auth',
  'test/shapes/keycloak/client.ts': 'Guides/Example clients#keycloak',
  'test/shapes/kratos/client.ts': 'Guides/Example clients#ory-kratos',
  'test/shapes/auth-js/client.ts': 'Guides/Example clients#authjs',
  'test/shapes/logto/client.ts': 'Guides/Example clients#logto',
  'test/shapes/my-account/client.ts': 'Guides/Example clients#auth0-my-account',
  'test/shapes/clerk/client.ts': 'Guides/Example clients#clerk',
  'test/shapes/firebase/client.ts': 'Guides/Example clients#firebase',
  'test/shapes/proxy/client.ts': 'Guides/Your own backend#the-client',
}
