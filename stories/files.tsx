import { Source } from '@storybook/addon-docs/blocks'
import './docs.css'

/** The style sheets that a recipe imports, by their names, folded. */
export function Files({ files = {} }: { files?: Readonly<Record<string, string>> | undefined }) {
  return Object.entries(files).map(([name, css]) => (
    <details key={name} className="file">
      <summary>
        <code>{name}</code>
      </summary>
      <Source language="css" code={css} dark />
    </details>
  ))
}
