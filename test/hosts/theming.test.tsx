import { waitFor } from '@testing-library/react'
import type { CSSProperties, ReactNode } from 'react'
import { LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { describe, expect, it } from 'vitest'
import { Linking } from '../look/linking'
import { openPage, type PageOptions } from './page'
import { kit, layered } from './sheets'

const RED = 'rgb(255, 0, 0)'
const LIGHT = 'rgb(255, 255, 255)'
const DARK = 'rgb(19, 20, 23)'
const LAYERS = '@layer base, react-linked-accounts, components;'

/** Opens a host's page, and returns functions that find an element once it appears, and its style. */
function open(children: ReactNode, options: Partial<PageOptions> = {}) {
  const { document, window } = openPage(children, { sheets: [kit], ...options })
  const find = (selector: string) =>
    waitFor(() => {
      const element = document.querySelector<HTMLElement>(selector)
      if (!element) throw new Error(`There is no ${selector}.`)
      return element
    })
  const styleOf = async (selector: string) => window.getComputedStyle(await find(selector))
  return { document, window, find, styleOf }
}

describe('a class of the host’s', () => {
  const CARD = '.my-card { background: red; padding: 7px; border: 0 }'
  const BUTTON = '.my-button { background: red; margin: 7px; border-radius: 0 }'

  it.each([
    ['after the kit’s style sheet', [kit, CARD, BUTTON]],
    ['before the kit’s layer', [CARD, BUTTON, layered]],
    ['after the kit’s layer', [layered, CARD, BUTTON]],
    ['in a later layer, before the kit’s', [LAYERS, `@layer components { ${CARD} ${BUTTON} }`, layered]],
  ])('wins: %s', async (_where, sheets) => {
    const { styleOf } = open(
      <Linking>
        <LinkedAccounts className="my-card" />
        <LinkAccountButton connection="github" className="my-button" />
      </Linking>,
      { sheets },
    )
    const card = await styleOf('.my-card')
    expect([card.backgroundColor, card.padding, card.borderWidth]).toEqual([RED, '7px', '0px'])
    const button = await styleOf('.my-button')
    expect([button.backgroundColor, button.margin, button.borderRadius]).toEqual([RED, '7px', '0px'])
  })

  it('positions the card and a button, even before the kit’s style sheet', async () => {
    const sheets = ['.mine { margin: 7px; align-self: center }', kit, 'section, button, div { margin: 9px }']
    const { styleOf } = open(
      <Linking>
        <LinkedAccounts className="mine" />
        <LinkAccountButton connection="github" className="mine" />
      </Linking>,
      { sheets },
    )
    for (const element of ['section.mine', 'button.mine'])
      expect(await styleOf(element)).toMatchObject({ margin: '7px', alignSelf: 'center' })
  })

  it('has the same specificity as the kit’s style sheet: the later one wins', async () => {
    const sheets = [`${BUTTON} .my-page .my-button { background: red }`, kit]
    const { styleOf } = open(
      <Linking>
        <LinkAccountButton connection="github" className="my-button" />
        <div className="my-page">
          <LinkAccountButton connection="google-oauth2" className="my-button" />
        </div>
      </Linking>,
      { sheets },
    )
    const button = await styleOf('.my-button')
    expect(button.backgroundColor).toBe(LIGHT)
    expect(button.margin).toBe('7px')
    expect((await styleOf('.my-page .my-button')).backgroundColor).toBe(RED)
  })

  it('applies while the button is waiting', async () => {
    const { find, styleOf } = open(
      <Linking scenario={{ link: 'never' }}>
        <LinkAccountButton connection="github" className="my-button" />
      </Linking>,
      { sheets: [kit, BUTTON] },
    )
    const button = await find('.my-button')
    button.click()
    await find('.my-button[aria-disabled]')
    expect((await styleOf('.my-button')).backgroundColor).toBe(RED)
  })
})

describe('a variable of the host’s', () => {
  const RED_RING = { '--la-accent': 'red' } as CSSProperties

  it.each([
    ['on :root', ':root { --la-accent: red }', undefined],
    ['on an ancestor', '#root { --la-accent: red }', undefined],
    ['on a class', '.mine { --la-accent: red }', undefined],
    ['in a style', '', RED_RING],
  ])('reaches the card and a button that stands alone: %s', async (_where, css, style) => {
    const { find, styleOf } = open(
      <Linking>
        <LinkedAccounts className="mine" style={style} />
        <div data-testid="alone">
          <LinkAccountButton connection="github" className="mine" style={style} />
        </div>
      </Linking>,
      { sheets: [css, kit] },
    )
    for (const button of [
      '.la-unlink',
      '.la-connections .la-link-button',
      '[data-testid="alone"] .la-button',
    ]) {
      ;(await find(button)).focus()
      const { outlineColor, outlineStyle, outlineWidth } = await styleOf(button)
      expect([outlineColor, outlineStyle, outlineWidth]).toEqual([RED, 'solid', '2px'])
    }
  })

  it('changes what it is named after', async () => {
    const variables = `
      :root {
        --la-button-surface: red; --la-button-text: blue; --la-button-border: lime; --la-button-weight: 300;
        --la-padding: 5px; --la-row-padding: 6px; --la-max-width: 300px; --la-card-border: none; --la-shadow: none;
        --la-heading-size: 30px; --la-heading-weight: 900; --la-tile-size: 50px; --la-tile-radius: 25px;
        --la-radius: 1px; --la-control-radius: 2px; --la-focus-ring: 5px dashed red; --la-focus-offset: 9px;
        --la-font: monospace;
      }`
    const { find, styleOf } = open(<Linking />, { sheets: [variables, kit] })
    ;(await find('.la-unlink:not([aria-disabled])')).focus()
    expect(await styleOf('.la-unlink:not([aria-disabled])')).toMatchObject({
      backgroundColor: RED,
      color: 'rgb(0, 0, 255)',
      borderColor: 'rgb(0, 255, 0)',
      borderRadius: '2px',
      fontWeight: '300',
      outline: `${RED} dashed 5px`,
      outlineOffset: '9px',
    })
    expect(await styleOf('.la-row')).toMatchObject({ padding: '6px 5px' })
    expect(await styleOf('.la-root')).toMatchObject({
      width: '300px',
      borderStyle: 'none',
      borderRadius: '1px',
      boxShadow: 'none',
      fontFamily: 'monospace',
    })
    expect(await styleOf('.la-heading')).toMatchObject({ fontSize: '30px', fontWeight: '900' })
    expect(await styleOf('.la-row > .la-tile')).toMatchObject({ width: '50px', borderRadius: '25px' })
  })
})

describe('light or dark', () => {
  it.each([
    ['nothing said', {}, '', LIGHT],
    ['the page’s color-scheme', {}, ':root { color-scheme: dark }', DARK],
    ['a class, without a color-scheme', { class: 'dark' }, '', DARK],
    ['data-theme', { 'data-theme': 'dark' }, '', DARK],
    ['a light class on a dark page', { class: 'light' }, ':root { color-scheme: dark }', LIGHT],
    ['a theme of another name', { 'data-theme': 'night' }, ':root { color-scheme: dark }', DARK],
  ])('is what the page says: %s', async (_how, html, css, surface) => {
    const { styleOf } = open(
      <Linking>
        <LinkedAccounts />
        <p>
          <LinkAccountButton connection="github" />
        </p>
      </Linking>,
      { html, sheets: [css, kit] },
    )
    expect((await styleOf('.la-root')).backgroundColor).toBe(surface)
    expect((await styleOf('.la-connections .la-button')).backgroundColor).toBe(surface)
    expect((await styleOf('p > .la-link > .la-button')).backgroundColor).toBe(surface)
  })

  it('follows the nearest of several classes', async () => {
    const card = (name: string) => (
      <Linking>
        <LinkedAccounts className={name} />
      </Linking>
    )
    const { styleOf } = open(
      <>
        {card('outer')}
        <div className="light">
          {card('inner')}
          <div className="dark">{card('innermost')}</div>
        </div>
        {card('outer light own')}
      </>,
      { html: { class: 'dark' } },
    )
    const surfaces = ['.outer', '.inner', '.innermost', '.own'].map((name) => styleOf(name))
    const colors = (await Promise.all(surfaces)).map(({ backgroundColor }) => backgroundColor)
    expect(colors).toEqual([DARK, LIGHT, DARK, LIGHT])
  })

  it('follows the card’s own color-scheme, including its buttons', async () => {
    const { styleOf } = open(
      <Linking>
        <LinkedAccounts style={{ colorScheme: 'light' }} />
      </Linking>,
      { html: { class: 'dark' } },
    )
    expect((await styleOf('.la-root')).backgroundColor).toBe(LIGHT)
    expect((await styleOf('.la-connections .la-button')).backgroundColor).toBe(LIGHT)
    expect((await styleOf('.la-connections .la-link')).colorScheme).toBe('light')
  })
})

describe('a container of the host', () => {
  /** Whether each account is shown in full. */
  const areWhole = (document: Document) =>
    [...document.querySelectorAll('.la-account')].every((line) => line.scrollWidth <= line.clientWidth)

  it('that is sized by its content keeps the lines unbroken', async () => {
    const { document, find } = open(
      <div style={{ inlineSize: 'fit-content' }}>
        <Linking />
      </div>,
    )
    await find('.la-unlink')
    expect((await find('.la-root')).offsetWidth).toBeLessThan(680)
    expect(areWhole(document)).toBe(true)
  })

  it('that is a dialog does the same', async () => {
    const { document, find } = open(
      <dialog className="host">
        <Linking />
      </dialog>,
    )
    document.querySelector<HTMLDialogElement>('.host')?.showModal()
    await find('.la-unlink')
    expect((await find('.la-root')).offsetWidth).toBeLessThan(680)
    expect(areWhole(document)).toBe(true)
  })

  it('that is narrow truncates an account, and shows it as a title', async () => {
    const { document, find } = open(<Linking />, { width: 200 })
    expect(await find('[data-slot="identity"]:nth-child(2) .la-account')).toHaveAttribute(
      'title',
      'ada.lovelace@gmail.example',
    )
    expect(areWhole(document)).toBe(false)
  })

  it.each([320, 200])('of %i px is not too narrow', async (width) => {
    const { document, find } = open(
      <div style={{ display: 'flex' }}>
        <div>
          <Linking />
        </div>
      </div>,
      { width },
    )
    await find('.la-unlink')
    expect(document.documentElement.scrollWidth).toBe(width)
  })
})

describe('the dialog before an unlink', () => {
  it('is in the middle of the dimmed page', async () => {
    const { find, window } = open(<Linking />, { sheets: [kit, '* { margin: 0; padding: 0 }'] })
    ;(await find('.la-unlink:not([aria-disabled])')).click()
    const dialog = await find('.la-dialog[open]')
    for (const animation of dialog.ownerDocument.getAnimations()) animation.cancel()
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    expect(left).toBeCloseTo(window.innerWidth - right, 0)
    expect(top).toBeCloseTo(window.innerHeight - bottom, 0)
    expect(window.getComputedStyle(dialog, '::backdrop').backgroundColor).toBe('rgba(0, 0, 0, 0.45)')
  })
})

describe('a list without bullets', () => {
  it('has the role of a list, for Safari', async () => {
    const { document, find } = open(<Linking />)
    await find('.la-unlink')
    for (const list of document.querySelectorAll('ul')) expect(list).toHaveAttribute('role', 'list')
  })
})
