import { Markdown } from '@storybook/addon-docs/blocks'

interface CodeBlockProps {
  language: string
  children: string
}

/** Code that is light or dark as the page: `Source` is always the one or the other. */
export function CodeBlock({ language, children }: CodeBlockProps) {
  return <Markdown>{`\`\`\`${language}\n${children.trimEnd()}\n\`\`\``}</Markdown>
}
