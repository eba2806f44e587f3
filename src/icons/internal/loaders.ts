import type { ComponentType } from 'react'
import type { MarkProps } from './mark'

type MarkLoader = () => Promise<{ default: ComponentType<MarkProps> }>

const google: MarkLoader = () => import('../google')
const microsoft: MarkLoader = () => import('../microsoft')
const salesforce: MarkLoader = () => import('../salesforce')
const shopify: MarkLoader = () => import('../shopify')
const vk: MarkLoader = () => import('../vk')

/** Loads a brand's icon, by provider. Because of its size, this module is itself loaded only when an icon is needed. */
export const loaders: Record<string, MarkLoader> = {
  amazon: () => import('../amazon'),
  apple: () => import('../apple'),
  baidu: () => import('../baidu'),
  bitbucket: () => import('../bitbucket'),
  box: () => import('../box'),
  discord: () => import('../discord'),
  dropbox: () => import('../dropbox'),
  facebook: () => import('../facebook'),
  figma: () => import('../figma'),
  fitbit: () => import('../fitbit'),
  github: () => import('../github'),
  gitlab: () => import('../gitlab'),
  google,
  'google-apps': google,
  'google-oauth2': google,
  instagram: () => import('../instagram'),
  line: () => import('../line'),
  linkedin: () => import('../linkedin'),
  microsoft,
  naver: () => import('../naver'),
  notion: () => import('../notion'),
  office365: microsoft,
  okta: () => import('../okta'),
  paypal: () => import('../paypal'),
  reddit: () => import('../reddit'),
  salesforce,
  'salesforce-community': salesforce,
  shop: shopify,
  shopify,
  slack: () => import('../slack'),
  soundcloud: () => import('../soundcloud'),
  spotify: () => import('../spotify'),
  tiktok: () => import('../tiktok'),
  twitch: () => import('../twitch'),
  twitter: () => import('../x'),
  vk,
  vkontakte: vk,
  waad: microsoft,
  weibo: () => import('../weibo'),
  windowslive: microsoft,
  wordpress: () => import('../wordpress'),
  yahoo: () => import('../yahoo'),
  yandex: () => import('../yandex'),
}
