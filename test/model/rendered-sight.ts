import { en } from '../../src/locales/en'
import type { Sight } from './happenings'

const PROVIDERS = new Map([
  ['Password', 'auth0'],
  ['GitHub', 'github'],
  ['Google', 'google-oauth2'],
])
const CODES = Object.keys(en.errors) as (keyof typeof en.errors)[]

/** What a person reads in the section; `undefined` where there is none. */
export function sightOf(page: HTMLElement): Sight | undefined {
  if (!page.querySelector('[data-slot="root"]')) return undefined
  const rows = all(page, '[data-slot="identity"]')
  const isListed = page.querySelector('[data-slot="identities"]') !== null
  return {
    rows: isListed ? rows.map(idOfRow) : undefined,
    errors: new Map(rows.flatMap((row) => failuresIn(row).map((code) => [idOfRow(row), code] as const))),
    waiting: all(page, '[data-slot="held-removal"]').map(idOfHeld),
  }
}

/** The button that removes the identity with this id. */
export function unlinkButton(page: HTMLElement, id: string): HTMLButtonElement | undefined {
  return all<HTMLButtonElement>(page, '[data-slot="unlink-button"]').find(
    (button) => idOfUnlink(button) === id,
  )
}

/** The button that calls off its removal. */
export function undoButton(page: HTMLElement, id: string): HTMLButtonElement | undefined {
  return all<HTMLButtonElement>(page, '[data-slot="undo-button"]').find((button) => idOfUndo(button) === id)
}

function idOfRow(row: HTMLElement): string {
  return idOfUnlink(row.querySelector('[data-slot="unlink-button"]'))
}

function idOfHeld(item: HTMLElement): string {
  return idOfUndo(item.querySelector('[data-slot="undo-button"]'))
}

function idOfUnlink(button: Element | null): string {
  return idIn(button, /^Unlink (\w+), (\d)$/)
}

function idOfUndo(button: Element | null): string {
  return idIn(button, /^(?:Undo: keep|Keep it linked:) (\w+), (\d)$/)
}

/** By the button's name; one with another name stands for itself. */
function idIn(button: Element | null, pattern: RegExp): string {
  const name = String(button?.ariaLabel)
  const [, provider = '', account] = pattern.exec(name) ?? []
  return account === undefined ? name : `${PROVIDERS.get(provider)}|${account}`
}

/** The codes of what failed, by the words in the row; words that belong to none stand for themselves. */
function failuresIn(row: HTMLElement): string[] {
  const name = row.querySelector('[data-slot="unlink-button"]')?.ariaLabel?.replace(/^Unlink /, '') ?? ''
  return all(row, '[data-slot="failure"] p').map(({ textContent }) => {
    const code = CODES.find((one) => textContent === `${verdict(name, one)} ${en.errors[one]}`)
    return code ?? textContent
  })
}

function verdict(name: string, code: string): string {
  return code === 'outcome_unknown'
    ? `We do not know whether ${name} was unlinked.`
    : `${name} could not be unlinked and is still linked.`
}

function all<T extends HTMLElement>(within: HTMLElement, selector: string): T[] {
  return [...within.querySelectorAll<T>(selector)]
}
