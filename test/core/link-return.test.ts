import { describe, expect, it } from 'vitest'
import { capturedReturn, captureLinkReturn, readLinkReturn } from '../../src/core/link-return'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { surface } from './surface'

const STATE = 'rla_dGhpcyBpcyBhIHN0YXRlIG9mIG91cnM'
const PAGE = 'https://app.example.com/account'

function capture(href: string) {
  const browser = createMemoryBrowser(href)
  captureLinkReturn(browser)
  return { linkReturn: capturedReturn(browser), href: browser.href() }
}

describe('a page that opens without a return', () => {
  it('throws away what is left of links that took too long', () => {
    const browser = createMemoryBrowser(PAGE)
    browser.storage().setItem('react-linked-accounts:link:rla_old', '{"startedAt":0}')
    browser.storage().setItem('theirs', 'stays')
    captureLinkReturn(browser)
    expect(browser.storage().length).toBe(1)
  })
})

describe('a return of this kit', () => {
  it.each([
    ['a code in the query', `?code=c0de&state=${STATE}`],
    ['a token in the fragment', `#access_token=t0ken&token_type=Bearer&expires_in=7200&state=${STATE}`],
    ['an ID token in the fragment', `#id_token=t0ken&state=${STATE}`],
    ['a mark of its own, where the backend has no other', `?link_returned=true&state=${STATE}`],
    ['a state in the query and a token in the fragment', `?state=${STATE}#access_token=t0ken`],
  ])('is %s', (_what, parameters) => {
    expect(readLinkReturn(PAGE + parameters)).toEqual({
      state: STATE,
      error: undefined,
      description: undefined,
    })
  })

  it.each(['?', '#'])('carries its error behind %s', (mark) => {
    const href = `${PAGE}${mark}error=access_denied&error_description=The+user%20said%20no.&state=${STATE}`
    expect(readLinkReturn(href)).toEqual({
      state: STATE,
      error: 'access_denied',
      description: 'The user said no.',
    })
  })

  it('keeps neither code nor token', () => {
    const { linkReturn } = capture(
      `${PAGE}#access_token=canary&id_token=canary&refresh_token=canary&token_type=Bearer&state=${STATE}`,
    )
    expect(linkReturn).toEqual({ state: STATE, error: undefined, description: undefined })
    expect(surface(capture(`${PAGE}?code=canary&state=${STATE}`).linkReturn)).not.toContain('canary')
  })

  it('is capped in its description, and rid of secrets', () => {
    const description = encodeURIComponent(`<b>${STATE}</b> c0de ${'x'.repeat(300)}`)
    const linkReturn = readLinkReturn(
      `${PAGE}?error=server_error&error_description=${description}&code=c0de&state=${STATE}`,
    )
    expect(linkReturn?.description).toHaveLength(200)
    expect(linkReturn?.description).toMatch(/^<b>…<\/b> … x+$/)
  })

  it.each([
    ['code', `?code=a&state=${STATE}#code=b`],
    ['state', `?code=a&state=${STATE}#state=${STATE}`],
    ['the state of somebody else', `?code=a&state=${STATE}&state=theirs`],
    ['access_token', `#access_token=a&access_token=b&state=${STATE}`],
    ['error', `?error=access_denied&state=${STATE}#error=server_error`],
    ['error_description', `?error=e&error_description=a&state=${STATE}#error_description=b`],
  ])('is refused and cleaned away if it says twice: %s', (_what, parameters) => {
    expect(capture(PAGE + parameters)).toEqual({
      linkReturn: {
        state: STATE,
        error: 'invalid_request',
        description: 'The return carries a parameter more than once.',
      },
      href: PAGE,
    })
  })
})

describe('an address that is no return of this kit', () => {
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
    expect(capture(href)).toEqual({ linkReturn: undefined, href })
  })

  it('may be no address at all', () => {
    expect(readLinkReturn('http://[')).toBeUndefined()
  })
})

describe('cleaning', () => {
  const returned = `code=c0de&state=${STATE}&iss=https%3A%2F%2Ftenant.example.com&scope=openid`

  it.each([
    [`/account?${returned}`, '/account'],
    [`/account?tab=linked&${returned}`, '/account?tab=linked'],
    [`/account?${returned}&tab=linked`, '/account?tab=linked'],
    [`/account?a=1&code=c0de&b=2&state=${STATE}&c=3`, '/account?a=1&b=2&c=3'],
    [`/a%20b/%C3%BC/c+d?q=a+b%2Fc%20d&n=%zz&${returned}`, '/a%20b/%C3%BC/c+d?q=a+b%2Fc%20d&n=%zz'],
    [`/account?empty=&flag&&twice=1&twice=2&${returned}`, '/account?empty=&flag&&twice=1&twice=2'],
    [`/?codes=1&xcode=2&state2=3&${returned}`, '/?codes=1&xcode=2&state2=3'],
    [`/?${returned}#/account?tab=a%2Fb+c`, '/#/account?tab=a%2Fb+c'],
    [`/?${returned}#section`, '/#section'],
    [`/??q=1&${returned}##section`, '/??q=1##section'],
    [`/?q=1#access_token=t0ken&token_type=Bearer&expires_in=1&state=${STATE}`, '/?q=1'],
    [`/?q=1#top&id_token=t0ken&state=${STATE}`, '/?q=1#top'],
    [`/?error=e&error_description=d&error_uri=u&state=${STATE}`, '/'],
    [`/?q='"()*~!$,;:@|&${returned}`, `/?q=%27%22()*~!$,;:@|`],
  ])('makes of %s: %s', (before, after) => {
    const page = 'https://app.example.com:8443'
    expect(capture(page + before).href).toBe(page + after)
  })

  it('takes parameters away whose names are escaped', () => {
    expect(capture(`${PAGE}?c%6Fde=c0de&st%61te=${STATE}#access%5Ftoken=t0ken`).href).toBe(PAGE)
    expect(capture(`${PAGE}#?access_token=t0ken&state=${STATE}`).href).toBe(PAGE)
  })

  it('keeps the name of a person in the address, and a scheme without origin', () => {
    expect(capture(`https://ann:pw@app.example.com/?${returned}`).href).toBe(
      'https://ann:pw@app.example.com/',
    )
    expect(capture(`capacitor://localhost/account?${returned}`).href).toBe('capacitor://localhost/account')
  })
})

describe('capturing', () => {
  it('keeps the return when it is asked again of the clean page', () => {
    const browser = createMemoryBrowser(`${PAGE}?code=c0de&state=${STATE}`)
    captureLinkReturn(browser)
    captureLinkReturn(browser)
    expect(capturedReturn(browser)?.state).toBe(STATE)
  })

  it('keeps the returns of two pages apart', () => {
    const browser = createMemoryBrowser(`${PAGE}?code=c0de&state=${STATE}`)
    captureLinkReturn(browser)
    expect(capturedReturn(createMemoryBrowser(PAGE))).toBeUndefined()
  })

  it('tells what to do where there is no page', () => {
    expect(() => captureLinkReturn()).toThrow(
      'There is no browser page here. A link leaves the page and comes back to it. ' +
        'Start and finish links in the browser, or pass a `browser` of your own to the client.',
    )
  })
})
