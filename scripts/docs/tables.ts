import { readFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { connect } from '../../src/locales/connect'
import { en } from '../../src/locales/en'
import type { Api, Export, Field } from './api'
import { splitDefault } from './defaults'
import { code, table } from './markdown'
import { variablesTable } from './variables'

const root = resolve(import.meta.dirname, '../..')

/** Returns the table for a document's marker, such as `props LinkedAccountsProps`. */
export function tableOf(api: Api, name: string, words: readonly string[]): string {
  const [subject = '', without] = words
  switch (name) {
    case 'props':
    case 'options':
      return propsTable(name.slice(0, -1), fieldsWithout(api, subject, without))
    case 'fields':
      return fieldsTable(fieldsWithout(api, subject, without))
    case 'hooks':
      return exportsTable(api.exports(subject).filter(({ kind }) => kind === 'hook'))
    case 'exports':
      return exportsTable(api.exports(subject).filter(({ kind }) => kind !== 'type'))
    case 'members':
      return table(
        ['name', ''],
        api.members(subject).map(({ name, text }) => [code(name), text]),
      )
    case 'cases':
      return casesTable(api.text(subject))
    case 'messages':
      return messagesTable()
    case 'file':
      return `\n\`\`\`${extname(subject).slice(1)}\n${readFileSync(resolve(root, subject), 'utf8')}\`\`\`\n`
    case 'variables':
      return variablesTable()
    default:
      throw new Error(`There is no table "${name}".`)
  }
}

/** The fields of a type without those of another type, which has its own table. */
function fieldsWithout(api: Api, subject: string, other: string | undefined): Field[] {
  const left = other === undefined ? [] : api.fields(other)
  return api
    .fields(subject)
    .filter((field) => !left.some(({ name, type }) => name === field.name && type === field.type))
}

function propsTable(title: string, fields: readonly Field[]): string {
  const required = fields.filter(({ isOptional }) => !isOptional)
  const optional = fields.filter(({ isOptional, text }) => isOptional && text !== '')
  return table(
    [title, 'type', 'default', ''],
    [...required, ...optional].map(({ name, type, isOptional, text }) => {
      const [fallback, rest] = splitDefault(text)
      return [code(name), code(type), isOptional ? fallback : 'required', rest]
    }),
  )
}

function fieldsTable(fields: readonly Field[]): string {
  return table(
    ['field', 'type', ''],
    fields.map(({ name, type, text }) => [code(name), code(type), text]),
  )
}

function exportsTable(exports: readonly Export[]): string {
  return table(
    ['name', ''],
    exports.map(({ name, kind, text }) => [
      code(kind === 'component' ? `<${name}>` : kind === 'value' ? name : `${name}()`),
      text,
    ]),
  )
}

/** The cases of a union, from the list in its comment: "- `linked`: …". */
function casesTable(text: string): string {
  const [, ...cases] = text.split(/ - (?=`)/)
  return table(
    ['value', ''],
    cases.map((one) => {
      const [, name = '', meaning = ''] = /^(`[^`]+`): (.*)$/.exec(one) ?? []
      return [name, meaning]
    }),
  )
}

/** The catalog: each key with its message, and with the one in `connect` if it differs. */
function messagesTable(): string {
  const others = new Map(textsOf(connect))
  return table(
    ['key', '`en`', '`connect`'],
    textsOf(en).map(([key, text]) => [code(key), text, others.get(key) ?? '']),
  )
}

function textsOf(catalog: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : textsOf(value, `${prefix + key}.`),
  )
}
