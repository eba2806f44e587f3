import { Markdown } from '@storybook/addon-docs/blocks'

/** Where a document of the project is a page of Storybook. */
const PAGES: Record<string, string> = {
  'theming.md': 'guides-theming',
  'words.md': 'guides-words',
  'backends.md': 'guides-backends',
  'own-client.md': 'guides-a-client-of-your-own',
  'testing.md': 'guides-testing',
  'behavior.md': 'guides-behavior',
  'security.md': 'guides-security',
  'clients.md': 'guides-clients',
  'api.md': 'guides-api',
}

interface DocumentProps {
  /** The text of a file in `docs`. */
  children: string
  /** Only what stands below this heading. */
  from?: string
}

/** A document of the project, with links that lead to other pages of Storybook. */
export function Document({ children, from }: DocumentProps) {
  const start = children.indexOf(from === undefined ? '\n' : `\n## ${from}`)
  return <Markdown>{withLinks(children.slice(start).replace(/<!--.*?-->\n?/g, ''))}</Markdown>
}

function withLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (_, label: string, file: string) => {
    const page = PAGES[file.replace(/^\.\.?\/(docs\/)?/, '')]
    return page ? `[${label}](?path=/docs/${page}--docs)` : label
  })
}
