import type { Page } from '../hosts/page'

type Color = readonly [red: number, green: number, blue: number, alpha: number]

/** A color, its background, and the required contrast (WCAG 2.2 AA). */
interface Pair {
  what: string
  front: Color
  back: Color
  least: number
}

const TEXT = 4.5
const GRAPHIC = 3

/** Each color pair on the page with too little contrast, as a line, once. */
export function lowContrasts(page: Page, options: { borders?: boolean } = {}): string[] {
  const lines = pairsOf(page, options)
    .map(({ what, front, back, least }) => ({ what, least, ratio: contrast(over(front, back), back) }))
    .filter(({ ratio, least }) => ratio < least)
    .map(({ what, ratio, least }) => `${what} ${ratio.toFixed(2)} < ${least}`)
  return [...new Set(lines)]
}

/** Everything that a user must see in the page's cards. */
export function pairsOf({ document, window }: Page, { borders = false } = {}): Pair[] {
  const styleOf = (element: Element) => window.getComputedStyle(element)
  const pairs: Pair[] = []
  const add = (what: string, element: Element, color: string, ground: Element, least: number) => {
    const [red, green, blue, alpha] = colorOf(color)
    const front: Color = [red, green, blue, alpha * opacityOf(element, styleOf)]
    pairs.push({ what, front, back: groundOf(ground, styleOf), least })
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-card] *')) {
    if (
      !element.checkVisibility() ||
      element.closest('[data-host], .la-visually-hidden, [data-slot="announcer"]')
    )
      continue
    const name = `.${[...element.classList].join('.')}`
    const { color, fill, borderTopColor, borderTopWidth, borderTopStyle, borderBottomColor } =
      styleOf(element)
    if (hasText(element)) add(`${name} text`, element, color, element, TEXT)
    if (element.matches('.la-icon')) add(`${name} icon`, element, fill, element, GRAPHIC)
    if (element.matches('.la-clock')) add(`${name} line`, element, borderBottomColor, element, GRAPHIC)
    if (element.matches('.la-spinner')) add(`${name} arc`, element, borderTopColor, element, GRAPHIC)
    if (element.matches('.la-danger.la-button') && element.parentElement)
      add(`${name} fill`, element, styleOf(element).backgroundColor, element.parentElement, GRAPHIC)
    const hasBorder = Number.parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none'
    if (
      borders &&
      element.matches('.la-button, .la-notice, .la-badge') &&
      hasBorder &&
      colorOf(borderTopColor)[3] > 0
    )
      add(`${name} border`, element, borderTopColor, element.parentElement ?? element, GRAPHIC)
  }
  return [...pairs, ...focusRings(document, styleOf)]
}

/** The focus ring of each focusable element on its background: in the open dialog, then behind it. */
function focusRings(document: Document, styleOf: (element: Element) => CSSStyleDeclaration): Pair[] {
  const inDialog = ringsNow(document, styleOf)
  const dialog = document.querySelector<HTMLDialogElement>('.la-dialog[open]')
  dialog?.close()
  const behind = ringsNow(document, styleOf)
  dialog?.showModal()
  return [...inDialog, ...behind]
}

function ringsNow(document: Document, styleOf: (element: Element) => CSSStyleDeclaration): Pair[] {
  const pairs: Pair[] = []
  for (const element of document.querySelectorAll<HTMLElement>('[data-card] :is(.la-button, [tabindex])')) {
    element.focus({ focusVisible: true } as FocusOptions)
    if (document.activeElement !== element) continue
    const { outlineColor, outlineStyle, outlineOffset } = styleOf(element)
    const isInside = Number.parseFloat(outlineOffset) < 0
    pairs.push({
      what: `.${[...element.classList].join('.')} focus`,
      front: outlineStyle === 'none' ? [0, 0, 0, 0] : colorOf(outlineColor),
      back: groundOf(isInside ? element : (element.parentElement ?? element), styleOf),
      least: GRAPHIC,
    })
  }
  return pairs
}

const hasText = (element: Element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())

/** An element's opacity including its ancestors. */
function opacityOf(element: Element, styleOf: (element: Element) => CSSStyleDeclaration): number {
  let opacity = 1
  for (let at: Element | null = element; at; at = at.parentElement) opacity *= Number(styleOf(at).opacity)
  return opacity
}

/** The color behind an element: its own background and everything that shows through. */
function groundOf(element: Element, styleOf: (element: Element) => CSSStyleDeclaration): Color {
  const layers: Color[] = []
  for (let at: Element | null = element; at; at = at.parentElement) {
    layers.push(colorOf(styleOf(at).backgroundColor))
    if (layers.at(-1)?.[3] === 1) break
  }
  const canvas = colorOf(
    styleOf(element.ownerDocument.documentElement).colorScheme === 'dark' ? '#121212' : '#fff',
  )
  return layers.reduceRight((back, front) => over(front, back), canvas)
}

const context = document.createElement('canvas').getContext('2d', {
  willReadFrequently: true,
}) as CanvasRenderingContext2D
const known = new Map<string, Color>()

/** Any CSS color, as painted by the browser. */
function colorOf(css: string): Color {
  const color = known.get(css) ?? paint(css)
  known.set(css, color)
  return color
}

function paint(css: string): Color {
  context.clearRect(0, 0, 1, 1)
  context.fillStyle = css
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}

function over([red, green, blue, alpha]: Color, back: Color): Color {
  const mix = (front: number, behind: number) => front * alpha + behind * (1 - alpha)
  return [mix(red, back[0]), mix(green, back[1]), mix(blue, back[2]), 1]
}

function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Color): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
