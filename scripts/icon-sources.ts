/** Where a generated icon comes from, and how it is shown. */
export interface IconSource {
  /** Name of the component, and of the brand in its docstring. */
  brand: string
  from: 'simple-icons' | '@iconify-json/logos' | '@iconify-json/cib'
  /** Name of the icon in its source. */
  icon: string
  /** Size of the shape within the 24 × 24 box. Smaller if a shape looks heavier than others. Default: 22. */
  size?: number
  /** Color of the shape; `currentColor` for brands in black. Default: the color in the source. */
  color?: string
  /** Its color on a dark background, if the usual color would be hard to see. */
  dark?: string
}

const simple = (brand: string, icon: string, more: Partial<IconSource> = {}): IconSource => ({
  brand,
  from: 'simple-icons',
  icon,
  ...more,
})

const inColors = (brand: string, icon: string, more: Partial<IconSource> = {}): IconSource => ({
  brand,
  from: '@iconify-json/logos',
  icon,
  ...more,
})

/** For brands that the other two sources do not have, or do not have as a separate icon. */
const oneColor = (
  brand: string,
  icon: string,
  color: string,
  more: Partial<IconSource> = {},
): IconSource => ({
  brand,
  from: '@iconify-json/cib',
  icon,
  color,
  ...more,
})

const black = { color: 'currentColor' }

/** The generated icons, by file name. */
export const iconSources: Record<string, IconSource> = {
  amazon: oneColor('Amazon', 'amazon', '#f90'),
  apple: simple('Apple', 'apple', black),
  baidu: simple('Baidu', 'baidu', { dark: '#7d83ff' }),
  bitbucket: simple('Bitbucket', 'bitbucket', { dark: '#4c9aff', size: 20 }),
  box: simple('Box', 'box', { dark: '#3f95ff', size: 24 }),
  discord: simple('Discord', 'discord', { size: 23 }),
  dropbox: simple('Dropbox', 'dropbox', { size: 23 }),
  facebook: simple('Facebook', 'facebook'),
  figma: inColors('Figma', 'figma'),
  fitbit: simple('Fitbit', 'fitbit'),
  github: simple('GitHub', 'github', black),
  gitlab: simple('GitLab', 'gitlab', { size: 23 }),
  google: inColors('Google', 'google-icon'),
  instagram: simple('Instagram', 'instagram', { size: 20.5 }),
  line: simple('LINE', 'line', { size: 22.5 }),
  linkedin: inColors('LinkedIn', 'linkedin-icon', { size: 20 }),
  naver: simple('Naver', 'naver', { size: 17.5 }),
  notion: simple('Notion', 'notion', { ...black, size: 21 }),
  okta: simple('Okta', 'okta'),
  paypal: simple('PayPal', 'paypal', { dark: '#60cdff' }),
  reddit: simple('Reddit', 'reddit', { size: 22.5 }),
  salesforce: oneColor('Salesforce', 'salesforce', '#00a1e0', { size: 24 }),
  shopify: simple('Shopify', 'shopify'),
  slack: inColors('Slack', 'slack-icon', { size: 21 }),
  soundcloud: simple('SoundCloud', 'soundcloud', { size: 24 }),
  spotify: simple('Spotify', 'spotify'),
  tiktok: simple('TikTok', 'tiktok', black),
  twitch: simple('Twitch', 'twitch'),
  vk: simple('VK', 'vk', { size: 20.5 }),
  weibo: simple('Weibo', 'sinaweibo'),
  wordpress: simple('WordPress', 'wordpress'),
  x: simple('X', 'x', { ...black, size: 19 }),
  yahoo: oneColor('Yahoo', 'yahoo', '#6001d2', { dark: '#a06bff' }),
}
