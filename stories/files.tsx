import { Source } from '@storybook/addon-docs/blocks'

/** The style sheets that a recipe imports, by their names, folded. */
export function Files({ files = {} }: { files?: Readonly<Record<string, string>> | undefined }) {
  return Object.entries(files).map(([name, css]) => (
    <details key={name}>
      <summary>
        <code>{name}</code>
      </summary>
      <Source language="css" code={css} />
    </details>
  ))
}
