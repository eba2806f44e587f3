import { CodeBlock } from './code-block'
import './docs.css'

/** Files by their names, folded: the style sheets that a recipe imports, or a whole example. */
export function Files({ files = {} }: { files?: Readonly<Record<string, string>> | undefined }) {
  return Object.entries(files).map(([name, code]) => (
    <details key={name} className="file">
      <summary>
        <code>{name}</code>
      </summary>
      <CodeBlock language={name.replace(/^.*\./, '')}>{code}</CodeBlock>
    </details>
  ))
}
