/**
 * Runs in the page: simulates the tenant and a link's popup, so that thousands of links take seconds. All of the kit's code
 * runs as usual, including requests and the channel between the windows, but without a network.
 */
export function playTenantInPage(tenant: string): void {
  const account = (provider: string, user_id: string, name: string) => ({
    provider,
    user_id,
    connection: provider,
    isSocial: provider !== 'auth0',
    profileData: name.includes('@') ? { email: name } : { username: name },
  })
  const github = account('github', '583231', 'ada-lovelace')
  // The signed-in user.
  const ada = '6615f0c2a1b2c3d4e5f60718'
  let identities = [
    account('auth0', ada, 'ada@example.com'),
    account('google-oauth2', '2', 'ada.lovelace@gmail.example'),
  ]

  const { fetch } = window
  window.fetch = async (input, init) => {
    if (input === `${tenant}/userinfo`) return Response.json({ user_id: `auth0|${ada}`, identities })
    if (input !== `${tenant}/login/unlink`) return fetch(input, init)
    identities = identities.filter((identity) => identity !== github)
    return new Response('')
  }

  /** What the popup reports to the page that opened it, from the link's record. */
  const report = (state: string) => {
    const record = JSON.parse(sessionStorage.getItem(`react-linked-accounts:transaction:${state}`) ?? '{}')
    const channel = new BroadcastChannel('react-linked-accounts')
    channel.postMessage({ from: 0, message: { type: 'callback', channel: record.channel, params: {} } })
    channel.close()
  }
  window.open = () => {
    const popup = {
      closed: false,
      opener: window,
      // A popup starts with a copy of the storage.
      sessionStorage: {
        getItem: () => null,
        setItem: () => {},
        removeItem: () => {},
        key: () => null,
        length: 0,
      },
      close: () => {
        popup.closed = true
      },
      location: {
        replace: (url: string) => {
          identities = [...identities, github]
          // A window does not open immediately.
          setTimeout(() => {
            report(new URL(url).searchParams.get('state') ?? '')
            popup.close()
          })
        },
      },
    }
    return popup as unknown as Window
  }
}

/** Runs in the page: links and unlinks GitHub with the buttons, this many times. */
export async function linkAndUnlink(times: number): Promise<void> {
  const find = (name: string) =>
    [...document.querySelectorAll('button')].find(
      (button) => (button.ariaLabel ?? button.textContent) === name && button.ariaDisabled !== 'true',
    )
  const until = <T>(look: () => T | undefined | false) =>
    new Promise<T>((resolve) => {
      const check = () => {
        const found = look()
        if (!found) return
        observer.disconnect()
        resolve(found)
      }
      const observer = new MutationObserver(check)
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
      check()
    })
  const unlinkName = 'Unlink GitHub account @ada-lovelace'
  for (let time = 0; time < times; time++) {
    ;(await until(() => find('Add GitHub'))).click()
    ;(await until(() => find(unlinkName))).click()
    await until(() => !find(unlinkName))
  }
  await until(() => find('Add GitHub'))
}
