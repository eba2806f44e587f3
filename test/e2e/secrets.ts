import type { APIResponse, BrowserContext, Response } from 'playwright'
import type { DemoBackend } from '../../demo/tenant/demo-backend'
import type { Tenant } from '../../demo/tenant/index'

/** Values by their names. */
export type Secrets = Readonly<Record<string, string>>

/** The values that were actually used so far. None may be left at the end. */
export interface KnownSecrets {
  /** These must never be in a URL. */
  readonly tokens: Secrets
  /** These are in the URLs of redirects. */
  readonly passing: Secrets
}

/** With the classic API: the access tokens that were sent to it, and what its links returned. */
export function classicSecrets(context: BrowserContext, tenant: Tenant): () => KnownSecrets {
  const answers = linkAnswers(context)
  return () => {
    const fields = tenant.requests.map(({ query, body, headers }): Record<string, unknown> => {
      const bearer = headers.authorization?.replace('Bearer ', '')
      return { access_token: bearer, ...(typeof body === 'object' && body), ...query }
    })
    const answered = (...names: string[]) =>
      answers.flatMap((answer) => names.map((name) => [`the answer’s ${name}`, answer.get(name) ?? '']))
    const unanswered = fields
      .map(({ state }) => String(state))
      .filter((state) => isOurs(state) && !answers.some((answer) => answer.get('state') === state))
    return {
      passing: named([
        ...answered('state', 'code'),
        ...unanswered.map((state) => ['the state of a link without an answer', state]),
      ]),
      tokens: {
        ...named(answered('access_token')),
        ...numbered('access token', fields.map(textAt('access_token'))),
        'a provider’s own token': 'provider-secret-',
      },
    }
  }
}

/** With the Management API: what the tenant returned for each code, of the page's own sign-in and of the links. */
export function auth0Secrets(context: BrowserContext, tenant: Tenant): () => KnownSecrets {
  const answers = linkAnswers(context)
  const grants: { sent: URLSearchParams; received: Record<string, unknown> }[] = []
  context.on('response', async (response) => {
    const request = response.request()
    if (response.url() !== `${tenant.origin}/oauth/token`) return
    grants.push({ sent: new URLSearchParams(request.postData() ?? ''), received: await fieldsOf(response) })
  })
  return () => {
    const codes = answers.map((answer) => answer.get('code') ?? '')
    const ofLinks = grants.filter(({ sent }) => codes.includes(sent.get('code') ?? 'none'))
    const ofPage = grants.filter((grant) => !ofLinks.includes(grant))
    const received = (from: typeof grants, name: string) =>
      from.map((grant) => grant.received).map(textAt(name))
    const links = tenant.requests.map(({ query }) => query).filter(({ state = '' }) => isOurs(state))
    return {
      passing: {
        ...numbered('state', links.map(textAt('state'))),
        ...numbered('nonce', links.map(textAt('nonce'))),
        ...numbered('code', codes),
      },
      tokens: {
        ...numbered('access token', received(ofPage, 'access_token')),
        ...numbered('ID token', received(ofPage, 'id_token')),
        ...numbered('refresh token', [
          ...grants.map(({ sent }) => sent.get('refresh_token') ?? ''),
          ...received(grants, 'refresh_token'),
        ]),
        ...numbered('access token of a link', received(ofLinks, 'access_token')),
        ...numbered('ID token of a link', received(ofLinks, 'id_token')),
        ...numbered(
          'code verifier',
          ofLinks.map(({ sent }) => sent.get('code_verifier') ?? ''),
        ),
        'a provider’s own token': 'provider-secret-',
      },
    }
  }
}

/** With Better Auth: the session, the values in its links, and what the providers returned to the server. */
export function betterAuthSecrets(context: BrowserContext, server: DemoBackend): () => Promise<KnownSecrets> {
  const api = `${server.origin}/api/auth`
  const given: Record<string, unknown>[] = []
  /** Read as the server's own pages could. Accounts that are unlinked by then were read before. */
  const askForTokens = async () => {
    const accounts: { id: string }[] = await (await context.request.get(`${api}/list-accounts`)).json()
    for (const { id: accountId } of accounts) {
      const headers = { origin: server.origin }
      const answer = await context.request.post(`${api}/get-access-token`, { data: { accountId }, headers })
      if (answer.ok()) given.push(await fieldsOf(answer))
    }
  }
  return async () => {
    await askForTokens()
    const { requests } = server
    const cookies = requests.map(({ headers }) => headers.cookie ?? '')
    const links = requests.filter(({ path }) => path === '/api/auth/link-social').map(({ body }) => body)
    const callbacks = requests.filter(({ path }) => path.startsWith('/api/auth/callback/'))
    const queries = callbacks.map(({ query }) => query)
    return {
      passing: {
        ...numbered('state', links.map(textBy(/[?&]state=([\w-]+)/)).filter(isOurs)),
        ...numbered('state of the provider', queries.map(textAt('state'))),
        ...numbered('code of the provider', queries.map(textAt('code'))),
      },
      tokens: {
        ...numbered('session token', cookies.map(textBy(/\.session_token=([^.;]+)/))),
        ...numbered('access token of the provider', given.map(textAt('accessToken'))),
        ...numbered('ID token of the provider', given.map(textAt('idToken'))),
      },
    }
  }
}

const isOurs = (state: string) => /^rla_/.test(state)

/** The values that links return with, from the redirects. */
function linkAnswers(context: BrowserContext): URLSearchParams[] {
  const answers: URLSearchParams[] = []
  context.on('response', (response) => {
    const { location = '' } = response.headers()
    const answer = new URLSearchParams(location.split(/[?#]/)[1])
    const comesBack = answer.has('code') || answer.has('error') || answer.has('access_token')
    if (comesBack && isOurs(answer.get('state') ?? '')) answers.push(answer)
  })
  return answers
}

/** The response of a popup that has closed in the meantime is lost. */
const fieldsOf = (response: Response | APIResponse): Promise<Record<string, unknown>> =>
  response.json().catch(() => ({}))

const textAt =
  (name: string) =>
  (fields: Record<string, unknown>): string =>
    typeof fields[name] === 'string' ? fields[name] : ''

const textBy = (pattern: RegExp) => (text: unknown) => pattern.exec(JSON.stringify(text) ?? '')?.[1] ?? ''

const named = (entries: string[][]): Secrets => Object.fromEntries(entries.filter(([, value]) => value))

function numbered(name: string, values: readonly string[]): Secrets {
  const different = [...new Set(values.filter((value) => value !== ''))]
  return named(different.map((value, index) => [`${name} ${index + 1}`, value]))
}
