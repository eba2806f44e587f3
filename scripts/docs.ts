import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readApi } from './docs/api'
import { readDocuments, withTables } from './docs/documents'

// Writes the tables of the documents anew, from the types, the words and the style sheets.
const api = readApi()
for (const document of readDocuments()) {
  const text = withTables(document, api)
  if (text === document.text) continue
  writeFileSync(resolve(import.meta.dirname, '..', document.path), text)
  console.log(document.path)
}
