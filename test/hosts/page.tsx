import { act, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { onTestFinished } from 'vitest'

export interface PageOptions {
  /** In the order of the page's head. */
  sheets: readonly string[]
  html?: Readonly<Record<string, string>> | undefined
  width?: number
}

export interface Page {
  document: Document
  window: Window & typeof globalThis
  /** Changes its head and its `<html>`. */
  dress: (options: Pick<PageOptions, 'sheets' | 'html'>) => void
  close: () => Promise<void>
}

/** A page in an iframe, for style sheets that must not affect other tests. Closed after the test. */
export function openPage(children: ReactNode, options: PageOptions): Page {
  const page = openPageToStay(children, options)
  onTestFinished(page.close)
  return page
}

/** A page that stays open until it is closed. */
export function openPageToStay(children: ReactNode, { width = 800, ...clothes }: PageOptions): Page {
  const frame = document.createElement('iframe')
  frame.style.cssText = `border: 0; width: ${width}px; height: 900px`
  document.body.append(frame)
  const inner = frame.contentDocument as Document
  inner.open()
  inner.write('<!doctype html><html><head></head><body><div id="root"></div></body></html>')
  inner.close()
  const { documentElement, head } = inner
  const dress: Page['dress'] = ({ sheets, html = {} }) => {
    for (const name of documentElement.getAttributeNames()) documentElement.removeAttribute(name)
    for (const [name, value] of Object.entries(html)) documentElement.setAttribute(name, value)
    const styles = sheets.map((css) => {
      const style = inner.createElement('style')
      style.textContent = css
      return style
    })
    head.replaceChildren(...styles)
  }
  dress(clothes)
  const root = createRoot(inner.getElementById('root') as HTMLElement)
  act(() => root.render(children))
  const close = async () => {
    await act(async () => root.unmount())
    frame.remove()
  }
  return { document: inner, window: inner.defaultView as Page['window'], dress, close }
}

/** Finds elements that appear in one of the page's cards. */
export function finder({ document }: Page) {
  return (selector: string, card = '') =>
    waitFor(() => {
      const within = card ? `[data-card="${card}"] ` : ''
      const elements = document.querySelectorAll<HTMLElement>(within + selector)
      if (elements.length === 0) throw new Error(`There is no ${within}${selector}.`)
      return [...elements] as [HTMLElement, ...HTMLElement[]]
    })
}

/** Clicks the element at this index among those that appear. */
export async function click(found: Promise<HTMLElement[]>, index = 0): Promise<void> {
  const element = (await found)[index]
  await act(async () => element?.click())
}
