import { withTailwind } from '../../test/hosts/sheets'
import theme from '../../test/hosts/sheets/shadcn.css?raw'

const sources = import.meta.glob(
  [
    '../../test/consumers/apps/shadcn/ui/*.tsx',
    '../../registry/linked-accounts/*.tsx',
    './shadcn-app.tsx',
    '../shadcn-item.tsx',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** What Tailwind CSS makes for an app with components of shadcn/ui: the utilities whose names are in its sources. */
export const shadcnSheet = await withTailwind(
  theme,
  Object.values(sources)
    .join('\n')
    .match(/[\w/[\].:-]+/g) ?? [],
)
