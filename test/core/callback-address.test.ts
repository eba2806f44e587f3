import { describe, expect, it } from 'vitest'
import { callbackUrl } from '../../src/core/callback'
import { capture, PAGE, STATE } from './captures'

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
    expect(capture(page + before, { redirectUri: `${page}/account` }).href).toBe(page + after)
    expect(capture(page + before).href).toBe(page + after)
  })

  it('removes parameters whose names are escaped', () => {
    expect(capture(`${PAGE}?c%6Fde=c0de&st%61te=${STATE}#access%5Ftoken=t0ken`, {}).href).toBe(PAGE)
    expect(capture(`${PAGE}#?access_token=t0ken&state=${STATE}`, {}).href).toBe(PAGE)
  })

  it('keeps a user name in the URL, and a scheme without an origin', () => {
    expect(capture(`https://ann:pw@app.example.com/?${returned}`).href).toBe(
      'https://ann:pw@app.example.com/',
    )
    expect(capture(`capacitor://localhost/account?${returned}`).href).toBe('capacitor://localhost/account')
  })

  it("T19: keeps the redirect URI's own parameters", () => {
    const redirectUri = `${PAGE}?scope=team&iss=eu&expires_in=7#token_type=none`
    const back = `${PAGE}?scope=team&iss=eu&expires_in=7&code=c0de&scope=openid&state=${STATE}#token_type=none`
    expect(capture(back, { redirectUri })).toMatchObject({
      phase: 'returned',
      href: `${PAGE}?scope=team&iss=eu&expires_in=7#token_type=none`,
    })
  })

  it("T19: does not treat the redirect URI's own parameters as part of the callback", () => {
    const redirectUri = `${PAGE}?state=CA&code=SAVE10`
    const back = `${redirectUri}&code=c0de&state=${STATE}`
    expect(capture(back, { redirectUri, finishes: true })).toMatchObject({
      params: { code: 'c0de' },
      href: redirectUri,
    })
  })

  it('goes to where the user wanted to be, on this origin only', () => {
    const back = `${PAGE}?code=c0de&state=${STATE}`
    expect(capture(back, { returnTo: 'https://app.example.com/settings?x=1#y' }).href).toBe(
      'https://app.example.com/settings?x=1#y',
    )
    for (const returnTo of ['https://evil.example/', 'javascript:alert(1)', 'nonsense']) {
      expect(capture(back, { returnTo }).href).toBe(PAGE)
    }
  })
})

describe('the URL for a backend that does not return the state', () => {
  it('is the redirect URI with its parameters and the state', () => {
    const url = new URL(callbackUrl(`${PAGE}?tab=linked&state=CA&q=a%26b`, STATE))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ tab: 'linked', q: 'a&b' })
    expect(url.searchParams.getAll('state')).toEqual(['CA', STATE])
  })
})
