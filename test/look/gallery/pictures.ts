import type { BrowserContextOptions } from 'playwright'

export interface Picture extends BrowserContextOptions {
  file: string
  /** The options in the gallery's URL. */
  asked?: Readonly<Record<string, string>>
  columns?: number
  /** The states in the picture. Default: all. */
  element?: string
}

/** Only the card, for a page of any color. */
const README = {
  asked: { state: 'loaded', clear: '' },
  element: '.la-root',
  columns: 1,
  deviceScaleFactor: 2,
}

const MOMENTS = { states: 'success,undo,failed,dialog', width: '416', clear: '' }
const PRESETS = {
  states: 'undo',
  presets: 'shadcn/MUI/Radix Themes, dark/Bootstrap 5, dark',
  width: '416',
  clear: '',
}

const ways: Readonly<Record<string, Omit<Picture, 'file'>>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  rtl: { asked: { rtl: '' } },
  'rtl-dark': { asked: { rtl: '' }, colorScheme: 'dark' },
  narrow: { asked: { width: '320' }, columns: 6 },
  touch: { asked: { width: '390' }, columns: 5, hasTouch: true, isMobile: true },
  'text-200': { asked: { text: '200' } },
  'text-200-narrow': { asked: { text: '200', width: '320' }, columns: 6 },
  'forced-colors': { forcedColors: 'active' },
  'forced-colors-dark': { forcedColors: 'active', colorScheme: 'dark' },
  'more-contrast': { contrast: 'more' },
  'more-contrast-dark': { contrast: 'more', colorScheme: 'dark' },
}

/** All pictures, one for each theme, width and so on. */
export function pictures({ hosts, presets }: { hosts: string[]; presets: string[] }): Picture[] {
  return [
    { file: 'docs/images/light.png', ...README },
    { file: 'docs/images/dark.png', ...README, colorScheme: 'dark' },
    { file: 'docs/images/moments-light.png', asked: MOMENTS, columns: 2 },
    { file: 'docs/images/moments-dark.png', asked: MOMENTS, columns: 2, colorScheme: 'dark' },
    { file: 'docs/images/presets.png', asked: PRESETS, columns: 2 },
    ...Object.entries(ways).map(([name, way]) => ({ file: `screenshots/${name}.png`, ...way })),
    ...hosts.map((host) => ({ file: `screenshots/host-${fileName(host)}.png`, asked: { host } })),
    ...presets.map((preset) => ({ file: `screenshots/preset-${fileName(preset)}.png`, asked: { preset } })),
  ]
}

const fileName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
