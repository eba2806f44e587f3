import { Markdown } from '@storybook/addon-docs/blocks'

interface CodeBlockProps {
  language: string
  children: string
}

/** Code that follows the page's color scheme. Storybook's `Source` block does not. */
export function CodeBlock({ language, children }: CodeBlockProps) {
  return <Markdown>{`\`\`\`${language}\n${children.trimEnd()}\n\`\`\``}</Markdown>
}
