import { configurationError } from './errors'

/** Cryptographically secure random text in base64url. Default: 192 bits in 32 characters. */
export function randomText(bytes = 24): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)))
}

/** The SHA-256 digest of a text in base64url, for example the PKCE `code_challenge` of a verifier. */
export async function digest(text: string): Promise<string> {
  if (!crypto.subtle) {
    throw configurationError(
      'This page is not served securely, so the browser has no crypto.subtle.',
      'PKCE protects the link with it.',
      'Serve the page over https, or from localhost on your own machine.',
    )
  }
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
