/** The parts of the SDK's `clerk.user` for external accounts. */
export interface ClerkSdk {
  readonly publishableKey: string
  readonly user: ClerkUser | null
}

export interface ClerkUser {
  readonly id: string
  readonly externalAccounts: readonly ExternalAccount[]
  reload(): Promise<ClerkUser>
  createExternalAccount(params: LinkParams & { strategy: string }): Promise<ExternalAccount>
}

export interface LinkParams {
  redirectUrl: string
  additionalScopes?: string[]
}

export interface ExternalAccount {
  readonly id: string
  readonly provider: string
  readonly providerUserId: string
  readonly emailAddress: string
  readonly username: string
  readonly verification: {
    readonly status: 'unverified' | 'verified' | 'transferable' | 'failed' | 'expired'
    readonly error: { readonly code: string; readonly message: string } | null
    readonly externalVerificationRedirectURL: URL | null
  }
  reauthorize(params: LinkParams): Promise<ExternalAccount>
  destroy(): Promise<void>
}

/** The SDK's errors. */
export interface ClerkError {
  readonly status: number
  readonly errors: readonly { readonly code: string; readonly message: string }[]
}

interface Row {
  id: string
  provider: string
  provider_user_id: string
  email_address: string
  username: string
  verification: Pick<ExternalAccount['verification'], 'status' | 'error'> & {
    external_verification_redirect_url: string | null
  }
}

/** A stand-in for the SDK's user object, which calls the Frontend API as the SDK does. */
export async function loadClerk(frontendApi: string, fetch: typeof globalThis.fetch): Promise<ClerkSdk> {
  const call = async (method: string, path: string, form?: Record<string, string>) => {
    const body = form && { body: new URLSearchParams(form) }
    const answer = await fetch(`${frontendApi}/v1${path}`, { method, credentials: 'include', ...body })
    const text = await answer.text()
    const content = text ? JSON.parse(text) : {}
    if (answer.ok) return content.response
    throw Object.assign(new Error('ClerkAPIResponseError'), {
      status: answer.status,
      errors: content.errors ?? [],
    })
  }
  const toAccount = (row: Row): ExternalAccount => {
    const { id, provider, provider_user_id, email_address, username, verification } = row
    const { status, error, external_verification_redirect_url: url } = verification
    return {
      id,
      provider: provider.replace('oauth_', ''),
      providerUserId: provider_user_id,
      emailAddress: email_address,
      username,
      verification: { status, error, externalVerificationRedirectURL: url ? new URL(url) : null },
      reauthorize: async ({ redirectUrl, additionalScopes = [] }) => {
        const form = { redirect_url: redirectUrl, additional_scope: additionalScopes.join(' ') }
        return toAccount(await call('PATCH', `/me/external_accounts/${id}/reauthorize`, form))
      },
      destroy: () => call('DELETE', `/me/external_accounts/${id}`),
    }
  }
  const { id } = await call('GET', '/me')
  let accounts: ExternalAccount[] = []
  const user: ClerkUser = {
    id,
    get externalAccounts() {
      return accounts
    },
    async reload() {
      accounts = (await call('GET', '/me')).external_accounts.map(toAccount)
      return user
    },
    createExternalAccount: async ({ strategy, redirectUrl, additionalScopes = [] }) => {
      const form = { strategy, redirect_url: redirectUrl, additional_scope: additionalScopes.join(' ') }
      return toAccount(await call('POST', '/me/external_accounts', form))
    },
  }
  await user.reload()
  return { publishableKey: 'pk_test', user }
}
