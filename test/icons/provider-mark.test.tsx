import { render, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it, onTestFinished, vi } from 'vitest'
import { loaders } from '../../src/icons/internal/loaders'
import { ProviderMark, preloadMarks } from '../../src/icons/provider-mark'

/** Gives each test its own provider, because loaded icons stay loaded. */
function given(provider: string, load: (typeof loaders)[string]): void {
  loaders[provider] = load
  onTestFinished(() => {
    delete loaders[provider]
  })
}

function show(provider: string, name = 'Acme'): HTMLElement {
  return render(<ProviderMark provider={provider} name={name} />).container
}

it('shows an empty box until the icon of a brand is loaded', async () => {
  const shown = show('spotify')
  expect(shown.innerHTML).toMatch(/^<svg [^>]*aria-hidden="true" focusable="false"><\/svg>$/)

  await vi.waitFor(() => expect(shown.querySelectorAll('svg > path')).toHaveLength(1))
  expect(shown).toHaveTextContent('')
})

it('loads an icon once for all that show it', async () => {
  const load = vi.fn(() => import('../../src/icons/figma'))
  given('once', load)
  const first = show('once')
  const second = show('once')

  await vi.waitFor(() => {
    expect(first.querySelectorAll('path')).toHaveLength(5)
    expect(second.querySelectorAll('path')).toHaveLength(5)
  })
  expect(load).toHaveBeenCalledTimes(1)
})

it('immediately shows an icon that was loaded before', async () => {
  const load = vi.fn(() => import('../../src/icons/google'))
  given('before', load)
  preloadMarks(['before', 'auth0', 'before'])
  await vi.waitFor(() => expect(load).toHaveBeenCalled())
  await load.mock.results[0]?.value
  await Promise.resolve()

  expect(show('before').querySelectorAll('path')).toHaveLength(4)
  expect(load).toHaveBeenCalledTimes(1)
})

it('immediately shows a built-in icon, without loading anything', () => {
  expect(show('auth0').querySelectorAll('svg > path')).toHaveLength(1)
})

it('shows the first letter if an icon cannot be loaded', async () => {
  given('broken', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  const shown = show('broken', 'example')

  await vi.waitFor(() => expect(shown.innerHTML).toBe('<span aria-hidden="true">E</span>'))
})

it('changes its icon with its provider', async () => {
  const { container, rerender } = render(<ProviderMark provider="no-such" name="Nowhere" />)
  await screen.findByText('N')

  rerender(<ProviderMark provider="sms" name="Phone" />)
  expect(container.querySelectorAll('svg > path')).toHaveLength(1)
})

it.each([
  ['acme', 'A'],
  ['  étoile', 'É'],
  ['e\u0301toile', 'E\u0301'],
  ['istanbul', 'I'],
  ['👩🏽‍🚀 Space', '👩🏽‍🚀'],
  ['🇨🇭 Login', '🇨🇭'],
  ['微博', '微'],
  ['한글'.normalize('NFD'), '한'.normalize('NFD')],
  ['', ''],
])('shows of %j, which has no mark, the letter %j', async (name, letter) => {
  const shown = show('toString', name)
  await vi.waitFor(() => expect(shown.querySelector('span')).not.toBeNull())
  expect(shown.querySelector('span')?.textContent).toBe(letter)
})

it('is hydrated without a mismatch, even if the icon is already loaded', async () => {
  show('reddit')
  await vi.waitFor(() => expect(document.querySelector('path')).not.toBeNull())
  const page = document.createElement('div')
  const marks = ['reddit', 'twitch', 'auth0', 'none'].map((provider) => (
    <ProviderMark key={provider} provider={provider} name="Acme" />
  ))
  page.innerHTML = renderToString(marks)
  expect(page.querySelectorAll('path')).toHaveLength(1)
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(page, marks, { onRecoverableError })
  onTestFinished(() => root.unmount())

  await vi.waitFor(() => {
    expect(page.querySelectorAll('path')).toHaveLength(3)
    expect(page).toHaveTextContent('A')
  })
  expect(onRecoverableError).not.toHaveBeenCalled()
})
