import type { Identity } from './identity'

const PROVIDER_NAMES: Record<string, string> = {
  ad: 'Active Directory',
  adfs: 'ADFS',
  amazon: 'Amazon',
  apple: 'Apple',
  auth0: 'Password',
  'auth0-oidc': 'OpenID Connect',
  baidu: 'Baidu',
  bitbucket: 'Bitbucket',
  credential: 'Password',
  dropbox: 'Dropbox',
  email: 'E-mail',
  facebook: 'Facebook',
  fitbit: 'Fitbit',
  github: 'GitHub',
  gitlab: 'GitLab',
  google: 'Google',
  'google-apps': 'Google Workspace',
  'google-oauth2': 'Google',
  instagram: 'Instagram',
  line: 'LINE',
  linkedin: 'LinkedIn',
  microsoft: 'Microsoft',
  office365: 'Microsoft 365',
  oidc: 'OpenID Connect',
  okta: 'Okta',
  paypal: 'PayPal',
  salesforce: 'Salesforce',
  samlp: 'SAML',
  shopify: 'Shopify',
  sms: 'Phone',
  soundcloud: 'SoundCloud',
  tiktok: 'TikTok',
  twitter: 'X',
  vkontakte: 'VK',
  waad: 'Microsoft Entra ID',
  weibo: 'Weibo',
  windowslive: 'Microsoft',
  wordpress: 'WordPress',
  yahoo: 'Yahoo',
  yandex: 'Yandex',
}

/** A provider's name as people write it; one that is not known is made readable: `my-corp_sso` → `My corp sso`. */
export function providerName(provider: string): string {
  const known = Object.hasOwn(PROVIDER_NAMES, provider) ? PROVIDER_NAMES[provider] : undefined
  if (known !== undefined) return known
  const words = provider.replace(/[-_]+/g, ' ').trim() || provider
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What tells this account from another of the same provider: `@octocat`, an e-mail, a name, at last the id. */
export function accountLabel({ isSocial, profile, userId }: Identity): string {
  if (isSocial && profile.username !== undefined) return `@${profile.username}`
  return profile.email ?? profile.username ?? profile.nickname ?? profile.name ?? userId
}

/** The e-mail address that its provider says is not verified; `undefined` if it does not say so. */
export function unverifiedEmail({ profile }: Identity): string | undefined {
  return profile.emailVerified === false ? profile.email : undefined
}
