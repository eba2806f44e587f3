/** The `sub` of an access token that is a JWT; empty for anything else. It is not verified: the server does that. */
export function subjectOfToken(token: string): string {
  try {
    const payload = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))
    return String(JSON.parse(payload).sub ?? '')
  } catch {
    return ''
  }
}
