/** Takes the sentence that begins with "Default" out of a text, or finds the value that is followed by "(default)". */
export function splitDefault(text: string): [fallback: string, rest: string] {
  const sentence = /\s?Default:? (.+?)\.(?= |$)/.exec(text)
  if (sentence) return [sentence[1] ?? '', text.replace(sentence[0], '').trim()]
  return [/(`[^`]+`) \(default\)/.exec(text)?.[1] ?? '', text.replace(' (default)', '')]
}
