import { Markdown } from '@storybook/addon-docs/blocks'
import { sanitize } from 'storybook/internal/csf'
import { PAGES, PARTS } from './pages'

interface DocumentProps {
  /** The text of a file in `docs`. */
  children: string
  /** Only what stands below this heading, up to the next one. */
  section?: string
}

/** A document of the project, with links that lead to other pages of Storybook. */
export function Document({ children, section }: DocumentProps) {
  const text = section === undefined ? children.slice(children.indexOf('\n')) : sectionOf(children, section)
  return <Markdown>{withFileNames(withLinks(text.replace(/<!--.*?-->\n?|<img .*?>\n?/g, '')))}</Markdown>
}

function sectionOf(text: string, heading: string): string {
  const [, ...sections] = text.split(/^## /m)
  const section = sections.find((one) => one.startsWith(`${heading}\n`))
  if (!section) throw new Error(`There is no heading "${heading}".`)
  return section.slice(heading.length)
}

function withLinks(text: string): string {
  return text.replace(
    /\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g,
    (_, label: string, file: string, anchor = '') => {
      const name = file.replace(/^(\.\.?\/)?(docs\/)?/, '')
      const [title, heading = ''] = PARTS[name + anchor]?.split(/(?=#)/) ?? [PAGES[name], anchor]
      if (title === undefined) return label
      const text = label === name ? title.replace(/^.*\//, '') : label
      return `[${text}](?path=/docs/${sanitize(title)}--docs${heading})`
    },
  )
}

/** The file that a block of code is, above it: in the block it would become an attribute. */
function withFileNames(text: string): string {
  return text.replace(/^```(\w+) (\S+)$/gm, '`$2`\n\n```$1')
}
