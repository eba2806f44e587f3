import type { ReactElement } from 'react'
import { apple, facebook, github, google, key, microsoft, organisation, x } from './marks'

const MARKS: Record<string, ReactElement> = {
  ad: organisation,
  adfs: organisation,
  apple,
  auth0: key,
  'auth0-oidc': organisation,
  credential: key,
  email: key,
  facebook,
  github,
  google,
  'google-apps': google,
  'google-oauth2': google,
  microsoft,
  office365: microsoft,
  oidc: organisation,
  okta: organisation,
  samlp: organisation,
  sms: key,
  twitter: x,
  waad: microsoft,
  windowslive: microsoft,
}

/** The mark of a provider; the first letter of its name where it has none. Decoration, without a name of its own. */
export function ProviderMark({ provider, name }: { provider: string; name: string }): ReactElement {
  const known = Object.hasOwn(MARKS, provider) ? MARKS[provider] : undefined
  return known ?? <span aria-hidden="true">{[...name][0]?.toLocaleUpperCase()}</span>
}
