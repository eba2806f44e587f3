import type { BetterAuthServer } from '../../demo/better-auth/index'
import { Browserless, type Page, pickAccount } from '../tenant/browserless'

export const app = 'http://127.0.0.1:5173'
export const profilePage = `${app}/profile?tab=accounts`

export interface AccountRow {
  id: string
  providerId: string
  accountId: string
}

/** A user with a browser, on the app's page and on the pages that it leads to. */
export class Visitor {
  readonly browser = new Browserless(profilePage)

  constructor(private readonly server: BetterAuthServer) {}

  openSignInPage(returnTo = profilePage): Promise<Page> {
    return this.browser.visit(`${this.server.origin}/sign-in?${new URLSearchParams({ return_to: returnTo })}`)
  }

  async signIn(credentials: Record<string, string> = this.server.demoUser): Promise<Page> {
    return this.browser.submit(await this.openSignInPage(), 'Continue', credentials)
  }

  async signInWith(label: string, account: string): Promise<Page> {
    const provider = await this.browser.submit(await this.openSignInPage(), `Continue with ${label}`)
    return pickAccount(this.browser, provider, account)
  }

  /** Calls a Better Auth endpoint as the app's page does. */
  ask(endpoint: string, body?: object) {
    return this.browser.ask(`${this.server.origin}/api/auth${endpoint}`, { ...(body && { body }) })
  }

  async accounts(): Promise<AccountRow[]> {
    return (await this.ask('/list-accounts')).body
  }

  async account(providerId: string): Promise<AccountRow> {
    const found = (await this.accounts()).find((account) => account.providerId === providerId)
    if (!found) throw new Error(`no account at ${providerId}`)
    return found
  }

  /** Starts a link and returns the provider's URL. */
  async startLink(provider: string): Promise<string> {
    const callbackURL = profilePage
    const { body } = await this.ask('/link-social', {
      provider,
      callbackURL,
      errorCallbackURL: callbackURL,
      disableRedirect: true,
    })
    return body.url
  }

  /** Links an account, or cancels at the provider, and returns the final URL. */
  async link(provider: string, account: string): Promise<string> {
    const page = await this.browser.visit(await this.startLink(provider))
    return (await pickAccount(this.browser, page, account)).url
  }

  unlink({ id }: Pick<AccountRow, 'id'>) {
    return this.ask('/unlink-account', { accountId: id })
  }
}
