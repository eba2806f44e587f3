/** Extracts the sentence that starts with "Default" from a text, or finds the value before "(default)". */
export function splitDefault(text: string): [fallback: string, rest: string] {
  const sentence = /\s?Default:? (.+?)\.(?= |$)/.exec(text)
  if (sentence) return [sentence[1] ?? '', text.replace(sentence[0], '').trim()]
  return [/(`[^`]+`) \(default\)/.exec(text)?.[1] ?? '', text.replace(' (default)', '')]
}
