/** Everything that can be reached from a value, as text, including what JSON omits, such as an error's cause. */
export function dump(value: unknown): string {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const queue: unknown[] = [value]
  while (queue.length > 0) {
    const next = queue.pop()
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null) {
      texts.push(String(next))
      continue
    }
    if (seen.has(next)) continue
    seen.add(next)
    if (next instanceof Map) queue.push(...next.keys(), ...next.values())
    if (next instanceof Set) queue.push(...next)
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(next))) {
      texts.push(name)
      queue.push(property.value)
    }
  }
  return texts.join('\n')
}
