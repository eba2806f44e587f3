import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sanitize } from 'storybook/internal/csf'

const stories = resolve(import.meta.dirname, '../../stories')
const files = readdirSync(stories, { encoding: 'utf8', recursive: true })
const read = (path: string) => readFileSync(resolve(stories, path), 'utf8')
const titleIn = (text: string) => /^ {2}title: '(.+)'/m.exec(text)?.[1]

/** The ids of Storybook's documentation pages, as used in links: `guides-theming--docs`. */
export function storybookPages(): Set<string> {
  const written = files
    .filter((path) => path.endsWith('.mdx'))
    .map(
      (path) =>
        /<Meta title="(.+)"/.exec(read(path))?.[1] ?? titleIn(read(path.replace(/\.mdx$/, '.stories.tsx'))),
    )
  const made = files
    .filter((path) => path.endsWith('.stories.tsx'))
    .map(read)
    .filter((text) => !/^ {2}tags: \['!autodocs'\]/m.test(text))
    .map(titleIn)
  return new Set([...written, ...made].map((title) => `${sanitize(title ?? '')}--docs`))
}
