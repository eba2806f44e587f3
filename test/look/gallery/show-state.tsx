import { createRoot } from 'react-dom/client'
import { kit, layered } from '../../hosts/sheets'
import { STATES } from '../states'
import { findClothes } from './clothes'

const PAGE = `
  body { margin: 0; padding: 12px }
  body > #root:has(> .la-link) { display: flex; flex-wrap: wrap; align-items: start; gap: 12px }`

/** Shows one state with the requested style sheet, and stops animations once it is reached. */
export async function showState(root: HTMLElement, name: string, asked: URLSearchParams): Promise<void> {
  const state = STATES[name]
  if (!state) throw new Error(`There is no state ${name}.`)
  const { css, html = {}, layers } = await findClothes(asked)
  const sheets = [layers, css, layers === undefined ? kit : layered, PAGE]
  document.head.append(
    ...sheets.map((sheet = '') => Object.assign(document.createElement('style'), { textContent: sheet })),
  )
  for (const [attribute, value] of Object.entries(html))
    document.documentElement.setAttribute(attribute, value)
  createRoot(root).render(state.content)
  for (const click of state.clicks ?? []) (await appears(click)).click()
  for (const element of state.ready.split(', ')) await appears(element)
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await document.fonts.ready
  for (const animation of document.getAnimations()) standStill(animation)
  fitFrame(root)
}

/** Makes the frame as high as its content. A dialog is in the middle of it. */
function fitFrame(root: HTMLElement): void {
  // Moving the focus may have scrolled it.
  scrollTo(0, 0)
  const frame = window.frameElement as HTMLElement | null
  const dialog = document.querySelector('.la-dialog[open]')
  const height = Math.max(root.getBoundingClientRect().bottom + 12, (dialog?.scrollHeight ?? 0) + 64)
  if (frame) frame.style.blockSize = `${height}px`
}

/** Moves animations to their end, or to the middle if they don't end. */
function standStill(animation: Animation): void {
  const { duration, iterations } = animation.effect?.getComputedTiming() ?? {}
  const isLong = iterations === Number.POSITIVE_INFINITY || Number(duration) > 1000
  if (isLong) {
    animation.pause()
    animation.currentTime = Number(duration) * 0.4
  } else {
    animation.finish()
  }
}

function appears(selector: string): Promise<HTMLElement> {
  const find = () => document.querySelector<HTMLElement>(selector)
  return new Promise((resolve) => {
    const look = () => {
      const element = find()
      if (!element) return
      observer.disconnect()
      resolve(element)
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true, attributes: true })
    look()
  })
}
