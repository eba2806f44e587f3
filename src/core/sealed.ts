import type { LinkAnswer } from './link-return'

/** An answer that only the page which started the link can read; for channels that others of the origin hear. */
export interface SealedAnswer {
  readonly iv: string
  readonly text: string
}

/** Seals an answer by the `state` of its link, which is told to nobody and used once. */
export async function seal(answer: LinkAnswer, state: string): Promise<SealedAnswer> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(answer))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(state), text)
  return { iv: toBase64(iv), text: toBase64(new Uint8Array(sealed)) }
}

/** Opens what `seal` made; `undefined` if it was sealed by another state, or damaged. */
export async function unseal({ iv, text }: SealedAnswer, state: string): Promise<LinkAnswer | undefined> {
  try {
    const sealed = { name: 'AES-GCM', iv: fromBase64(iv) }
    const opened = await crypto.subtle.decrypt(sealed, await keyOf(state), fromBase64(text))
    return JSON.parse(new TextDecoder().decode(opened)) as LinkAnswer
  } catch {
    return undefined
  }
}

export function isSealed(value: unknown): value is SealedAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { iv, text } = value as Record<string, unknown>
  return typeof iv === 'string' && typeof text === 'string'
}

/** Another digest than the one by which a report names its link. */
async function keyOf(state: string): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`seal ${state}`))
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
