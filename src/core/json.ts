const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const INTEGER = /^-?\d+$/

/**
 * `JSON.parse` that does not damage large integers: one past 2^53 comes out as a string of its exact digits.
 * Throws `SyntaxError` for what is not JSON.
 */
export function parseJson(text: string): unknown {
  // First as it is: quotes must not make JSON of what is none, and a text with an open string is slow to scan.
  const value: unknown = JSON.parse(text)
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
  return quoted === text ? value : JSON.parse(quoted)
}
