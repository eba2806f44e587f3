import { readdirSync, readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import type { Api } from './api'
import { tableOf } from './tables'

const root = resolve(import.meta.dirname, '../..')

/** A document of the project, as stored in its file. */
export interface Document {
  /** Relative to the root of the project. */
  path: string
  text: string
}

/** All documents of the project. */
export function readDocuments(): Document[] {
  const top = readdirSync(root).filter((name) => /\.md$|^llms\.txt$/.test(name))
  const deep = ['docs', 'stories'].flatMap((folder) =>
    readdirSync(resolve(root, folder), { encoding: 'utf8', recursive: true })
      .filter((path) => /\.mdx?$/.test(path))
      .map((path) => posix.join(folder, path)),
  )
  const found = [...top, ...deep]
  return found.sort().map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }))
}

const TABLE = /(<!-- table: (.+?) -->\n)[\s\S]*?(<!-- \/table -->)/g

/** The text of a document with up-to-date tables. */
export function withTables({ text }: Document, api: Api): string {
  return text.replace(TABLE, (_, start: string, marker: string, end: string) => {
    const [name = '', ...words] = marker.split(' ')
    return `${start}${tableOf(api, name, words)}\n${end}`
  })
}
