import type { Message, Messages, PartialMessages } from '../locales/messages'

/** Right-to-left letters, and characters that change the direction of others. */
const RTL = /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u

/**
 * Puts values into a message. If a value and the surrounding text may have different directions, the value is isolated
 * (U+2068 … U+2069), so that neither reorders the other.
 */
export function formatMessage<Values extends object>(message: Message<Values>, values: Values): string {
  if (typeof message === 'function') return message(values)
  return message.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = (values as Record<string, unknown>)[name]
    if (value === undefined) return place
    return RTL.test(message) || RTL.test(String(value)) ? `\u2068${value}\u2069` : String(value)
  })
}

/** Returns a catalog with some messages replaced, at any depth. */
export function mergeMessages(base: Messages, changes: PartialMessages | undefined): Messages {
  return merge(base, changes) as Messages
}

function merge(base: unknown, changes: unknown): unknown {
  if (changes === undefined) return base
  if (typeof base !== 'object' || typeof changes !== 'object') return changes
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(changes ?? {})) merged[key] = merge(merged[key], value)
  return merged
}
