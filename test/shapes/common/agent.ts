/** How a visit ended: with a page, or with a URL of the app. */
export interface Visit {
  readonly url: string
  /** The status of the page; `undefined` for a URL of the app, which is not loaded. */
  readonly status: number | undefined
}

/** The parts of a browser that these flows need: cookies and redirects. All servers share one host. */
export function createAgent(isApp: (url: string) => boolean, origin: string) {
  const cookies = new Map<string, string>()

  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const visit = async (url: string): Promise<Visit> => {
    if (isApp(url)) return { url, status: undefined }
    const headers = { cookie: cookie(), accept: 'text/html' }
    const response = keep(await fetch(url, { redirect: 'manual', headers }))
    const location = response.headers.get('location')
    return location ? visit(new URL(location, url).href) : { url, status: response.status }
  }

  return {
    /** Goes to a URL, and follows redirects. */
    visit,
    setCookie: (name: string, value: string) => void cookies.set(name, value),
    /** The `fetch` of a page of the app. Cookies are sent only if the request says so. */
    fetch: (async (input, { credentials, headers, ...init } = {}) =>
      keep(
        await fetch(input, {
          ...init,
          headers: {
            ...Object.fromEntries(new Headers(headers)),
            origin,
            ...(credentials === 'include' && { cookie: cookie() }),
          },
        }),
      )) as typeof globalThis.fetch,
  }
}
