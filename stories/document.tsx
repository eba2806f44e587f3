import { Markdown } from '@storybook/addon-docs/blocks'
import { PAGES } from './pages'

interface DocumentProps {
  /** The text of a file in `docs`. */
  children: string
  /** Only what stands below this heading, up to the next one. */
  section?: string
}

/** A document of the project, with links that lead to other pages of Storybook. */
export function Document({ children, section }: DocumentProps) {
  const text = section === undefined ? children.slice(children.indexOf('\n')) : sectionOf(children, section)
  return <Markdown>{withLinks(text.replace(/<!--.*?-->\n?/g, ''))}</Markdown>
}

function sectionOf(text: string, heading: string): string {
  const [, ...sections] = text.split(/^## /m)
  const section = sections.find((one) => one.startsWith(`${heading}\n`))
  if (!section) throw new Error(`There is no heading "${heading}".`)
  return section.slice(heading.length)
}

function withLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g, (_, label: string, file: string) => {
    const page = PAGES[file.replace(/^\.\.?\/(docs\/)?/, '')]
    return page ? `[${label}](?path=/docs/${page}--docs)` : label
  })
}
