export interface Globals {
  theme: 'light' | 'dark'
  direction: 'ltr' | 'rtl'
}

/** What a docs page tells the frames on it. */
const TOLD = 'globals'

/** Theme and direction of a page at the start, unless its address has others. */
export function initialGlobals(): Globals {
  const told = parent.document.documentElement.dataset[TOLD]
  if (told !== undefined && parent !== window) return JSON.parse(told)
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  return {
    // The tests of all stories in the dark, or right to left, set these.
    theme: import.meta.env.STORY_THEME ?? (isDark ? 'dark' : 'light'),
    direction: import.meta.env.STORY_DIRECTION ?? 'ltr',
  }
}

/** Gives the frames on this docs page its theme and direction, those that come and those that are there. */
export function tellFrames({ theme, direction }: Globals): void {
  const { dataset } = document.documentElement
  const before = dataset[TOLD]
  dataset[TOLD] = JSON.stringify({ theme, direction })
  if (before === undefined || before === dataset[TOLD]) return
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('.docs-story iframe')) {
    frame.contentWindow?.location.reload()
  }
}
