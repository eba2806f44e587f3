import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readApi } from './docs/api'
import { readDocuments, withTables } from './docs/documents'

// Rewrites the tables of the docs from the types, the messages and the style sheets.
const api = readApi()
for (const document of readDocuments()) {
  const text = withTables(document, api)
  if (text === document.text) continue
  writeFileSync(resolve(import.meta.dirname, '..', document.path), text)
  console.log(document.path)
}
