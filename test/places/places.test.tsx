import { render, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { Settings } from '../components/settings'
import { places } from './places'

const GOOGLE = 'google-oauth2|108204268033311374519'
const UNLINK = 'Unlink Google account ada.lovelace@gmail.example'

/** The roots of the page, with those of its shadow trees and frames. */
function roots(root: ParentNode = document): ParentNode[] {
  const inner = [...root.querySelectorAll('*')].flatMap((element) => {
    const nested = element.shadowRoot ?? (element as HTMLIFrameElement).contentDocument
    return nested ? roots(nested) : []
  })
  return [root, ...inner]
}

const all = (selector: string) => roots().flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])

function find(selector: string): Promise<HTMLElement> {
  return waitFor(() => {
    const [element] = all(selector)
    if (!element) throw new Error(`There is no ${selector}.`)
    return element
  })
}

/** What has the focus, in its shadow tree or frame. */
function focused(): Element | null {
  let active = document.activeElement
  for (;;) {
    const nested = active?.shadowRoot ?? (active as HTMLIFrameElement | null)?.contentDocument
    if (!nested) return active
    active = nested.activeElement
  }
}

const settled = (name: string) => waitFor(() => expect(focused()?.getAttribute('aria-label')).toBe(name))
const isModalOpen = () => all('[data-place="open"]').some((element) => element.checkVisibility())
const isSubmitted = () => all('form[data-submitted]').length > 0

describe.each(Object.entries(places))('in %s', (name, Place) => {
  const isModal = /dialog|modal/.test(name)

  function open() {
    const client = createFakeClient()
    render(
      <StrictMode>
        <Settings client={client}>
          <Place>
            <LinkedAccounts />
          </Place>
        </Settings>
      </StrictMode>,
    )
    return client
  }

  it('links by keyboard', async () => {
    const client = open()
    const more = await find('.la-link button')
    more.focus()
    await userEvent.keyboard('{Enter}')
    expect(new URL(await client.browser.departure()).searchParams.get('connection')).not.toBeNull()
    expect(isSubmitted()).toBe(false)
  })

  it('Escape closes only the unlink dialog, and the focus returns', async () => {
    const client = open()
    const unlink = await find(`[aria-label="${UNLINK}"]`)
    unlink.focus()
    await userEvent.keyboard('{Enter}')
    const question = await find('[role="alertdialog"]:modal')
    await waitFor(() => expect(focused()?.textContent).toBe('Cancel'))
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(question.matches(':modal')).toBe(false))
    await settled(UNLINK)
    expect(isModalOpen()).toBe(isModal)
    expect(isSubmitted()).toBe(false)
    expect(client.backend.requests.unlink).toEqual([])
  })

  it('unlinks by keyboard, and the focus moves to the next row', async () => {
    const client = open()
    const unlink = await find(`[aria-label="${UNLINK}"]`)
    unlink.focus()
    await userEvent.keyboard('{Enter}')
    await find('[role="alertdialog"]:modal')
    await waitFor(() => expect(focused()?.textContent).toBe('Cancel'))
    await userEvent.keyboard('{Tab}{Enter}')
    await waitFor(() => expect(all(`[aria-label="${UNLINK}"]`)).toEqual([]))
    await settled('GitHub, @ada-lovelace')
    expect(client.backend.requests.unlink).toEqual([GOOGLE])
    expect(isModalOpen()).toBe(isModal)
    expect(isSubmitted()).toBe(false)
  })

  it('an unlink that fails moves the focus to its row', async () => {
    const client = open()
    client.backend.failNext('unlink', 'server_error')
    const unlink = await find(`[aria-label="${UNLINK}"]`)
    unlink.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(focused()?.textContent).toBe('Cancel'))
    await userEvent.keyboard('{Tab}{Enter}')
    await find('[data-slot="failure"]')
    await settled('Google, ada.lovelace@gmail.example')
  })
})

it('Enter in a field of a surrounding form submits the form, and does nothing else', async () => {
  const client = createFakeClient()
  const Place = places['a form']
  render(
    <Settings client={client}>
      {Place && (
        <Place>
          <LinkedAccounts />
        </Place>
      )}
    </Settings>,
  )
  await find(`[aria-label="${UNLINK}"]`)
  ;(await find('input')).focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(isSubmitted()).toBe(true))
  expect(all('[role="alertdialog"]:modal')).toEqual([])
  expect(client.backend.requests).toMatchObject({ unlink: [], link: [] })
})

it.each(['a shadow root', 'a frame', 'a form'])(
  'in %s, a result leaves the focus to a user who is typing',
  async (name) => {
    const client = createFakeClient({ returned: 'linked', latencyMs: 300 })
    const Place = places[name]
    render(
      <Settings client={client}>
        {Place && (
          <Place>
            <input name="nickname" />
            <LinkedAccounts />
          </Place>
        )}
      </Settings>,
    )
    const field = await find('[name="nickname"]')
    field.focus()
    await find('.la-notice')
    await find('[role="log"] p')
    expect(focused()).toBe(field)
  },
)
