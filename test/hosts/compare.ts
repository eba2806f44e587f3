import type { Page } from './page'

/**
 * Properties that a host may change. Every other property of every element is compared. The browser does not list the host's
 * custom properties here, and they change nothing on their own.
 */
const HOSTS_OWN: Readonly<Record<string, string>> = {
  appearance:
    'without effect on a button with a border and a background of its own; Bootstrap sets it by attribute',
  'color-scheme': 'the colors it leads to are compared',
  'font-family': 'the kit speaks in the font of the page; the tests set `--la-font` to compare the rest',
  'font-synthesis-small-caps': 'how the font is drawn goes with the font',
  'font-synthesis-style': 'how the font is drawn goes with the font',
  'font-synthesis-weight': 'how the font is drawn goes with the font',
  'outline-color': 'shadcn colors all outlines; the focus ring is tested apart',
  '-webkit-font-smoothing': 'how the font is drawn goes with the font',
  'text-rendering': 'how the font is drawn goes with the font',
  'text-size-adjust': 'how a phone enlarges text is for the whole page',
  'tab-size': 'there are no tabs in the kit’s words',
  '-webkit-tap-highlight-color': 'how a tap is shown is for the whole page',
}

/** Not visible: a drawing is a block of its own, and the shapes in it have no box. */
const IN_DRAWING = /^vertical-align$/
const IN_SHAPE = /^(box-sizing|vertical-align|(margin|padding|border)-)/

const hasNoEffect = (element: Element, property: string) =>
  element.closest('svg') !== null && (element.localName === 'svg' ? IN_DRAWING : IN_SHAPE).test(property)

/** Duplicates: `margin-inline-start` is `margin-left` here. */
const LOGICAL = /(^|-)(inline|block)(-|$)/

/** All computed properties, except those that the host may change. */
function comparedProperties({ document, getComputedStyle }: Page['window']): string[] {
  const all = [...getComputedStyle(document.documentElement)]
  return all.filter((name) => !name.startsWith('--') && !LOGICAL.test(name) && !(name in HOSTS_OWN))
}

/** The computed style of each element of the kit, by its position. */
export type Look = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The style of the cards, or of the content of another element. */
export function lookOf({ document, window }: Page, within = '[data-card]'): Look {
  const look = new Map<string, Map<string, string>>()
  const compared = comparedProperties(window)
  const read = (path: string, element: Element, pseudo?: string) => {
    const style = window.getComputedStyle(element, pseudo)
    if (pseudo !== '::backdrop' && pseudo !== undefined && /^(none|normal)$/.test(style.content)) return
    const values = new Map<string, string>()
    for (const property of compared)
      if (!hasNoEffect(element, property)) values.set(property, style.getPropertyValue(property))
    look.set(`${path}${pseudo ?? ''}`, values)
  }
  const walk = (path: string, element: Element) => {
    read(path, element)
    for (const pseudo of ['::before', '::after']) read(path, element, pseudo)
    if (element.matches('dialog[open]')) read(path, element, '::backdrop')
    for (const [index, child] of [...element.children].entries()) {
      // The host styles its own content in the card, and announcements are not visible.
      if (child.matches('[data-host], [data-slot="announcer"]')) continue
      walk(`${path} > ${[...child.classList].at(-1) ?? child.localName}:${index + 1}`, child)
    }
  }
  for (const card of document.querySelectorAll<HTMLElement>(within)) {
    for (const root of card.children)
      walk(`${card.dataset.card ?? ''} ${root.classList[0] ?? root.localName}`, root)
  }
  return look
}

/** Each difference as a line: where, which property, and the two values. */
export function differences(expected: Look, found: Look): string[] {
  const lines: string[] = []
  for (const [path, values] of expected) {
    const others = found.get(path)
    if (!others) lines.push(`${path} is missing`)
    for (const [property, value] of others ? values : []) {
      const other = others?.get(property)
      if (other !== value) lines.push(`${path} { ${property}: ${value} → ${other} }`)
    }
  }
  for (const path of found.keys()) if (!expected.has(path)) lines.push(`${path} is new`)
  return lines
}
