const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const INTEGER = /^-?\d+$/

/**
 * `JSON.parse` that does not damage large integers: one past 2^53 comes out as a string of its exact digits.
 * Throws `SyntaxError` for what is not JSON.
 */
export function parseJson(text: string): unknown {
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
  return JSON.parse(quoted)
}
