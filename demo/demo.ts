import { type BetterAuthServer, type BetterAuthServerOptions, startBetterAuth } from './better-auth/index'
import { freePort, HOST } from './free-port'
import { type PageServerOptions, servePage } from './page-server'
import type { DemoBackend } from './tenant/demo-backend'
import { startTenant, type Tenant, type TenantOptions } from './tenant/index'

interface PageOptions extends Pick<PageServerOptions, 'folder' | 'production'> {
  /** Ports to try first; the next free one is taken. Default: any free port. */
  appPort?: number
  serverPort?: number
  /** Further headers of a bundled page. */
  headers?: ((server: DemoBackend) => Readonly<Record<string, string>>) | undefined
  /** Bundle the page first, so that it loads quicker. Default: serve it module by module, with hot reload. */
  bundled?: boolean
}

/** How the tenant treats access tokens and sessions. */
export type TenantBehaviour = Pick<TenantOptions, 'onBadToken' | 'accessTokenTtl' | 'unlinkMaxAge'>

export interface DemoOptions
  extends PageOptions,
    TenantBehaviour,
    Pick<TenantOptions, 'database' | 'reset' | 'apps'> {
  /** By which of the tenant's interfaces the page links and unlinks. Default `classic`. */
  backend?: 'classic' | 'auth0'
  /** How a classic link answers. Default `code`. */
  responseType?: 'code' | 'token'
}

export interface BetterAuthDemoOptions
  extends PageOptions,
    Pick<BetterAuthServerOptions, 'database' | 'reset'> {}

export interface Demo<Server extends DemoBackend, Behaviour> {
  readonly origin: string
  /** The server that is running now. */
  readonly server: Server
  /** Ends the server and starts another in its place: same address, data as at the start. */
  renew(options?: Behaviour): Promise<Server>
  close(): Promise<void>
}

/** Starts the tenant with its identity providers, and the profile page that signs in to it. */
export function startDemo(options: DemoOptions = {}): Promise<Demo<Tenant, TenantBehaviour>> {
  const { backend = 'classic', responseType = 'code', ...others } = options
  const { page, rest } = split(others)
  return serve(page, {
    start: ({ origin, port }, behaviour: Partial<TenantOptions>) =>
      startTenant({
        ...rest,
        ...behaviour,
        port,
        appOrigins: [origin],
        redirectUris: [`${origin}/`, `${origin}/silent.html`],
      }),
    env: ({ clientId }) => ({
      VITE_BACKEND: backend,
      VITE_CLIENT_ID: clientId,
      VITE_RESPONSE_TYPE: responseType,
    }),
  })
}

/** The same with a Better Auth server. */
export function startBetterAuthDemo(
  options: BetterAuthDemoOptions = {},
): Promise<Demo<BetterAuthServer, object>> {
  const { page, rest } = split(options)
  return serve(page, {
    start: ({ origin, port }, behaviour: Partial<BetterAuthServerOptions>) =>
      startBetterAuth({ ...rest, ...behaviour, port, appOrigins: [origin] }),
    env: () => ({ VITE_BACKEND: 'better-auth' }),
  })
}

/** What is for the page, and what is for the server. */
function split<Options extends PageOptions>(options: Options) {
  const { appPort = 0, serverPort = 0, headers, bundled = false, folder, production, ...rest } = options
  return { page: { appPort, serverPort, headers, bundled, folder, production }, rest }
}

interface Kind<Server extends DemoBackend, Behaviour> {
  start(place: { origin: string; port: number }, behaviour: Behaviour | { reset?: true }): Promise<Server>
  /** What the page has to know of the server, beside its origin. */
  env(server: Server): Readonly<Record<string, string>>
}

async function serve<Server extends DemoBackend, Behaviour extends object>(
  { appPort, serverPort, headers, ...page }: ReturnType<typeof split>['page'],
  { start, env }: Kind<Server, Behaviour>,
): Promise<Demo<Server, Behaviour>> {
  const port = await freePort(appPort)
  const origin = `http://${HOST}:${port}`
  const place = { origin, port: await freePort(serverPort) }
  let server = await start(place, {})
  const served = await servePage({
    ...page,
    host: HOST,
    port,
    headers: () => headers?.(server) ?? {},
    env: { VITE_SERVER: server.origin, ...env(server) },
  })
  return {
    origin,
    get server() {
      return server
    },
    renew: async (behaviour) => {
      await server.close()
      server = await start(place, { ...behaviour, reset: true })
      return server
    },
    close: async () => {
      await served.close()
      await server.close()
    },
  }
}
