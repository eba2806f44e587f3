const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Combines `URL.canParse` and `new URL`, for browsers that lack the former. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** Whether a URL is https, or http on loopback, so that nothing is sent in plain text and no script runs. */
export function isSafeUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
}

/** Appends the parameters that have a value. */
export function withQuery(address: string, fields: Readonly<Record<string, string | undefined>>): string {
  return `${address}?${new URLSearchParams(omitEmpty(fields))}`
}

/** The fields that have a value. */
export function omitEmpty(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]))
}
