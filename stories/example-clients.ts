import errors from '../src/core/errors.ts?raw'
import identity from '../src/core/identity.ts?raw'
import url from '../src/core/url.ts?raw'

const sources = import.meta.glob<string>(
  ['../test/shapes/*/client.ts', '../test/shapes/*/sdk.ts', '../test/shapes/common/subject-of-token.ts'],
  { query: '?raw', import: 'default', eager: true },
)

/** What the examples use of the kit, and the package does not export. */
const HELPERS: Readonly<Record<string, string>> = {
  isRecord: identity,
  nonEmptyString: identity,
  omitEmpty: url,
  parseUrl: url,
  withQuery: url,
  errorName: errors,
}

const TYPES = 'type Fields = Record<string, unknown>\n\n'

/** The files of the example clients, as an app would have them. */
export const exampleFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(sources).map(([path, text]) => [path.replace('../test/shapes/', ''), inAnApp(text)]),
  ),
  'common/helpers.ts':
    TYPES +
    Object.entries(HELPERS)
      .map(([name, text]) => new RegExp(`^export function ${name}\\b[^]*?^}\\n`, 'm').exec(text)?.[0])
      .join('\n'),
}

/** Those of one client, or those that several share. */
export const filesIn = (folder: string) =>
  Object.fromEntries(Object.entries(exampleFiles).filter(([path]) => path.startsWith(`${folder}/`)))

function inAnApp(text: string): string {
  return text.replace(
    /^import (type )?\{ (.+) \} from '(?:\.\.\/)+src\/core\/.+'$/gm,
    (_, type = '', list: string) => {
      const names = list.split(', ')
      const imported = (from: string, some: string[]) =>
        some.length > 0 ? [`import ${type}{ ${some.join(', ')} } from '${from}'`] : []
      return [
        ...imported(
          'react-linked-accounts/core',
          names.filter((name) => !(name in HELPERS)),
        ),
        ...imported(
          '../common/helpers',
          names.filter((name) => name in HELPERS),
        ),
      ].join('\n')
    },
  )
}
