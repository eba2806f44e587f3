import * as openid from 'openid-client'
import type { Connection } from './connections'
import { type Database, now } from './database'
import { identityId, type ProvenIdentity } from './user'

const lifetime = 10 * 60

/** What the user was doing at the tenant. It continues after the return from the provider. */
export interface VisitReference {
  kind: 'sign-in' | 'link'
  id: string
}

export interface Upstream {
  connection: Connection
  issuer: string
  clientId: string
  clientSecret: string
}

export type ProviderResponse =
  | { visit: VisitReference; identity: ProvenIdentity }
  | { visit: VisitReference; error: string; description: string }

/** The tenant as a client of the identity providers, with the code flow, PKCE, state and nonce. */
export class ProviderLogins {
  private readonly configurations = new Map<string, openid.Configuration>()

  constructor(
    private readonly database: Database,
    private readonly redirectUri: string,
    private readonly upstreams: readonly Upstream[],
  ) {}

  get connections(): Connection[] {
    return this.upstreams.map(({ connection }) => connection)
  }

  /** Starts a sign-in and returns the URL at the provider. Only this browser can finish it. */
  async begin(connection: string, visit: VisitReference, browser: string): Promise<string> {
    const configuration = await this.configuration(this.upstream(connection))
    const state = openid.randomState()
    const nonce = openid.randomNonce()
    const verifier = openid.randomPKCECodeVerifier()
    await this.database.execute({
      sql: 'INSERT INTO provider_logins VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      args: [state, browser, connection, nonce, verifier, visit.kind, visit.id, now() + lifetime],
    })
    return openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href
  }

  /** Reads a provider's response once. Returns undefined if this browser did not start it, or if it has expired. */
  async finish(callback: URL, browser: string): Promise<ProviderResponse | undefined> {
    const { rows } = await this.database.execute({
      sql: 'DELETE FROM provider_logins WHERE state = ? AND browser = ? AND expires_at > ? RETURNING *',
      args: [callback.searchParams.get('state'), browser, now()],
    })
    const [row] = rows
    if (!row) return undefined

    const visit: VisitReference = {
      kind: row.visit === 'link' ? 'link' : 'sign-in',
      id: String(row.visit_id),
    }
    const upstream = this.upstream(String(row.connection))
    try {
      const tokens = await openid.authorizationCodeGrant(await this.configuration(upstream), callback, {
        expectedState: String(row.state),
        expectedNonce: String(row.nonce),
        pkceCodeVerifier: String(row.code_verifier),
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider sent no ID token')
      return { visit, identity: identityFrom(upstream, claims) }
    } catch (error) {
      const { label } = upstream.connection
      if (error instanceof openid.AuthorizationResponseError && error.error === 'access_denied') {
        return { visit, error: 'access_denied', description: `the sign-in at ${label} was canceled` }
      }
      return { visit, error: 'server_error', description: `${label} did not complete the sign-in` }
    }
  }

  private upstream(name: string): Upstream {
    const upstream = this.upstreams.find(({ connection }) => connection.name === name)
    if (!upstream) throw new Error(`${name} has no provider`)
    return upstream
  }

  private async configuration({ connection, issuer, clientId, clientSecret }: Upstream) {
    const known = this.configurations.get(connection.name)
    if (known) return known
    const configuration = await openid.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, id_token_signed_response_alg: 'ES256' },
      openid.ClientSecretBasic(clientSecret),
      // Plain HTTP is acceptable on loopback only.
      { execute: [openid.allowInsecureRequests] },
    )
    this.configurations.set(connection.name, configuration)
    return configuration
  }
}

function identityFrom({ connection, issuer }: Upstream, claims: openid.IDToken): ProvenIdentity {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === 'string' && value ? value : undefined
  }
  const [name, nickname, username, email] = ['name', 'nickname', 'preferred_username', 'email'].map(text)
  const picture = text('picture')
  return {
    connection,
    id: identityId(connection, claims.sub),
    profile: {
      ...(name && { name }),
      ...(nickname && { nickname }),
      ...(username && { username }),
      ...(email && { email, email_verified: claims.email_verified === true }),
      ...(picture?.startsWith(`${issuer}/`) && { picture: picture.slice(issuer.length) }),
    },
  }
}
