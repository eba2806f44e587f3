const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const INTEGER = /^-?\d+$/

/**
 * `JSON.parse` that does not round large integers: an integer beyond 2^53 becomes a string of its exact digits.
 * Throws `SyntaxError` if the text is not JSON.
 */
export function parseJson(text: string): unknown {
  // Parses the original first: adding quotes must not make invalid JSON valid, and an unclosed string is slow to scan.
  const value: unknown = JSON.parse(text)
  const quoted = text.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
  return quoted === text ? value : JSON.parse(quoted)
}
