import type { BrowserContextOptions } from 'playwright'

interface ContactSheet extends BrowserContextOptions {
  name: string
  /** What the gallery's address asks for. */
  asked?: Readonly<Record<string, string>>
  columns?: number
  folder?: string
}

/** Every way of looking at the kit that has a picture. */
export const sheets: readonly ContactSheet[] = [
  { name: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'rtl', asked: { rtl: '' } },
  { name: 'narrow', asked: { width: '320' }, columns: 6 },
  { name: 'text-200', asked: { text: '200' } },
  { name: 'text-200-narrow', asked: { text: '200', width: '320' }, columns: 6 },
  { name: 'forced-colors', forcedColors: 'active' },
  { name: 'forced-colors-dark', forcedColors: 'active', colorScheme: 'dark' },
  { name: 'more-contrast', contrast: 'more' },
  { name: 'more-contrast-dark', contrast: 'more', colorScheme: 'dark' },
]
