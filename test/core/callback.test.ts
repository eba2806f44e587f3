import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { CallbackFormat } from '../../src/core/client'
import { load, loadAll, save, type TransactionRecord } from '../../src/core/records'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { capture, PAGE, recordOf, STATE } from './captures'
import { surface } from './surface'

describe('a callback of the kit', () => {
  it.each([
    ['a code in the query', `?code=c0de&state=${STATE}`],
    ['a token in the fragment', `#access_token=t0ken&token_type=Bearer&expires_in=7200&state=${STATE}`],
    ['an ID token in the fragment', `#id_token=t0ken&state=${STATE}`],
    ['a mark of its own, where the backend has no other', `?link_returned=true&state=${STATE}`],
    ['a state in the query and a token in the fragment', `?state=${STATE}#access_token=t0ken`],
  ])('is %s', (_what, parameters) => {
    expect(capture(PAGE + parameters, {})).toMatchObject({
      captured: 'captured',
      phase: 'returned',
      params: {},
      href: PAGE,
    })
  })

  it.each(['?', '#'])('can have its error after %s', (mark) => {
    const href = `${PAGE}${mark}error=access_denied&error_description=The+user%20said%20no.&state=${STATE}`
    expect(capture(href, {}).params).toEqual({
      error: 'access_denied',
      error_description: 'The user said no.',
    })
  })

  it.each([
    ['drops a code that nobody exchanges', false, {}],
    ['keeps a code that its client exchanges', true, { code: 'c0de', iss: 'https://tenant.example' }],
  ])('%s', (_what, finishes, params) => {
    const href = `${PAGE}?code=c0de&iss=https%3A%2F%2Ftenant.example&state=${STATE}`
    expect(capture(href, { finishes }).params).toEqual(params)
  })

  it('keeps no token, even if its client names one', () => {
    const tokens = ['access_token', 'id_token', 'refresh_token', 'provider_token', 'provider_refresh_token']
    const href = `${PAGE}#${tokens.map((name) => `${name}=canary`).join('&')}&state=${STATE}`
    const page = capture(href, { finishes: true, callback: { params: tokens } })
    expect(page).toMatchObject({ params: {}, href: PAGE })
    expect(
      surface(page.browser.storage().getItem(`react-linked-accounts:transaction:${STATE}`)),
    ).not.toContain('canary')
  })

  it("limits its description, and removes the URL's secrets from it", () => {
    const description = encodeURIComponent(`<b>${STATE}</b> c0de ${'x'.repeat(300)}`)
    const href = `${PAGE}?error=server_error&error_description=${description}&code=c0de&state=${STATE}`
    const { params } = capture(href, {})
    expect(params?.error_description).toHaveLength(200)
    expect(params?.error_description).toMatch(/^<b>…<\/b> … x+$/)
  })

  it('T18: removes a token from its description that the page has sent but that is not in the URL', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl'
    const description = encodeURIComponent(`The access_token ${token} of ada@example.com is not valid.`)
    const { params } = capture(`${PAGE}?error=invalid&error_description=${description}&state=${STATE}`, {})
    expect(params).toEqual({
      error: 'invalid',
      error_description: 'The access_token … of ada@example.com is not valid.',
    })
  })

  it.each([
    ['code', `?code=a&state=${STATE}#code=b`],
    ['the state of somebody else', `?code=a&state=${STATE}&state=theirs`],
    ['access_token', `#access_token=a&access_token=b&state=${STATE}`],
    ['error', `?error=access_denied&state=${STATE}#error=server_error`],
    ['error_description', `?error=e&error_description=a&state=${STATE}#error_description=b`],
  ])('is refused and cleaned away if it says two things: %s', (_what, parameters) => {
    expect(capture(PAGE + parameters, { finishes: true })).toMatchObject({
      params: { conflicting_parameters: 'invalid_request' },
      href: PAGE,
    })
  })

  it('may repeat the query in the fragment', () => {
    const parameters = `error=access_denied&error_code=identity_exists&state=${STATE}`
    const callback = { errorParams: ['error_code', 'error'] }
    expect(capture(`${PAGE}?${parameters}#${parameters}`, { callback })).toMatchObject({
      params: { error: 'access_denied', error_code: 'identity_exists' },
      href: PAGE,
    })
  })

  it('keeps and removes the parameters that its client names', () => {
    const callback = { errorParams: ['kc_action_status'], params: ['kc_action', 'connect_code'] }
    const href = `${PAGE}?kc_action_status=success&kc_action=idp&connect_code=7&other=1&state=${STATE}`
    expect(capture(href, { callback })).toMatchObject({
      params: { kc_action_status: 'success', kc_action: 'idp', connect_code: '7' },
      href: `${PAGE}?other=1`,
    })
  })
})

describe('a URL that is not a callback of the kit', () => {
  it.each([
    PAGE,
    `${PAGE}?code=SAVE10`,
    `${PAGE}?code=c0de&state=xyz`,
    `${PAGE}?error=access_denied&state=xyz`,
    `${PAGE}#access_token=t0ken&state=xyz`,
    `${PAGE}?state=${STATE}`,
    `${PAGE}?code=c0de&state=x${STATE}`,
    `${PAGE}?code=c0de&next=${STATE}`,
    `${PAGE}?q=code%3Dc0de%26state%3D${STATE}`,
    `${PAGE}#/route?code=c0de`,
  ])('is left alone: %s', (href) => {
    expect(capture(href, {})).toMatchObject({ captured: null, phase: 'started', href })
  })
})

describe('a callback without any state', () => {
  const kratos: CallbackFormat = { withoutState: ['flow'] }

  it.each<[string, string, Partial<TransactionRecord>, string | null]>([
    ['has a parameter of the pending link', '?flow=1', { callback: kratos, data: { flow: '1' } }, 'captured'],
    [
      'has it with an outcome that the client knows',
      '?flow=1',
      { callback: kratos, outcomes: ['1'] },
      'captured',
    ],
    ['has it with another one', '?flow=payment', { callback: kratos, outcomes: ['1'] }, null],
    ['has it in the fragment', '#flow=1', { callback: kratos, data: { flow: '1' } }, 'captured'],
    ['has nothing, where any page load is one', '', { callback: { withoutState: true } }, 'captured'],
    ['has the parameter of another link', '?flow=2', { callback: kratos, data: { flow: '1' } }, null],
    ['has no such parameter', '?error=x', { callback: kratos }, null],
    ['has the state of somebody else', '?flow=1&state=theirs', { callback: kratos }, null],
    ['finds a link that came back before', '?flow=1', { callback: kratos, phase: 'returned' }, null],
    ['finds a link that a popup goes on with', '?flow=1', { callback: kratos, role: 'opener' }, null],
  ])('%s', (_what, parameters, record, captured) => {
    expect(capture(PAGE + parameters, record).captured).toBe(captured)
  })

  it('ends the newest link', () => {
    const browser = createMemoryBrowser(`${PAGE}?flow=1`)
    for (const startedAt of [Date.now(), Date.now() - 1]) {
      save(
        browser,
        'transaction',
        `rla_${startedAt}`,
        recordOf({ callback: kratos, outcomes: ['1'], startedAt }),
      )
    }
    captureLinkReturn(browser)
    expect(loadAll(browser, 'transaction').map(([, { phase }]) => phase)).toEqual(['started', 'returned'])
    expect(browser.href()).toBe(PAGE)
  })
})

describe('capturing', () => {
  const back = `${PAGE}?code=c0de&state=${STATE}`

  it('T20: does nothing on a server', () => {
    expect(captureLinkReturn()).toBeNull()
  })

  it('T20: works in a browser without URL.canParse', () => {
    const { canParse } = URL
    onTestFinished(() => void Object.assign(URL, { canParse }))
    Object.assign(URL, { canParse: undefined })
    expect(capture(back, { returnTo: 'https://app.example.com/x' })).toMatchObject({
      captured: 'captured',
      href: 'https://app.example.com/x',
    })
  })

  it("T20: returns what there was: nothing, a callback, or a link's popup, where the app need not start", () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    expect(capture(PAGE).captured).toBeNull()
    expect(capture(back).captured).toBe('captured')
    expect(capture(back, { role: 'page' }).captured).toBe('captured')
    expect(capture(back, { role: 'popup' }).captured).toBe('popup')
  })

  it('does the same when it is called again, even if a router has restored the URL', () => {
    const { browser } = capture(back, { finishes: true })
    const before = load(browser, 'transaction', STATE)
    expect(captureLinkReturn(browser)).toBeNull()
    browser.replaceUrl(back)
    expect(captureLinkReturn(browser)).toBe('captured')
    expect(browser.href()).toBe(PAGE)
    expect(load(browser, 'transaction', STATE)).toEqual(before)
  })

  it('cannot break a page whose storage is blocked or damaged', () => {
    const blocked = {
      ...createMemoryBrowser(back),
      storage: () => {
        throw new DOMException('canary', 'SecurityError')
      },
    }
    expect(captureLinkReturn(blocked)).toBe('captured')
    const damaged = createMemoryBrowser(back)
    damaged.storage().setItem(`react-linked-accounts:transaction:${STATE}`, '{"callback":7}')
    expect(captureLinkReturn(damaged)).toBe('captured')
    expect(damaged.href()).toBe(PAGE)
  })

  it('removes what is left of links that are an hour old', () => {
    const browser = createMemoryBrowser(PAGE)
    save(browser, 'transaction', 'rla_old', recordOf({ startedAt: 0 }))
    browser.storage().setItem('theirs', 'stays')
    captureLinkReturn(browser)
    expect(browser.storage().length).toBe(1)
  })
})
