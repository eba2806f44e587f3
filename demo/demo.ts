import { type BetterAuthServer, type BetterAuthServerOptions, startBetterAuth } from './better-auth/index'
import { freePort, HOST } from './free-port'
import { type PageServerOptions, servePage } from './page-server'
import type { DemoBackend } from './tenant/demo-backend'
import { startTenant, type Tenant, type TenantOptions } from './tenant/index'

interface PageOptions extends Pick<PageServerOptions, 'folder' | 'production'> {
  /** Ports to try first. If one is taken, the next free port is used. Default: any free port. */
  appPort?: number
  serverPort?: number
  /** Additional headers of a bundled page. */
  headers?: ((server: DemoBackend) => Readonly<Record<string, string>>) | undefined
  /** Bundle the page first, so that it loads faster. Default: serve it module by module, with hot reload. */
  bundled?: boolean
}

/** How the tenant treats access tokens and sessions. */
export type TenantBehaviour = Pick<TenantOptions, 'onBadToken' | 'accessTokenTtl' | 'unlinkMaxAge'>

export interface DemoOptions
  extends PageOptions,
    TenantBehaviour,
    Pick<TenantOptions, 'database' | 'reset' | 'apps'> {
  /** The API of the tenant that the page uses to link and unlink. Default `classic`. */
  backend?: 'classic' | 'auth0'
  /** The response type of a classic link. Default `code`. */
  responseType?: 'code' | 'token'
}

export interface BetterAuthDemoOptions
  extends PageOptions,
    Pick<BetterAuthServerOptions, 'database' | 'reset'> {}

export interface Demo<Server extends DemoBackend, Behavior> {
  readonly origin: string
  /** The server that is currently running. */
  readonly server: Server
  /** Stops the server and starts another one at the same URL, with the initial data. */
  renew(options?: Behavior): Promise<Server>
  close(): Promise<void>
}

/** Starts the tenant, its identity providers and the profile page that signs in to the tenant. */
export function startDemo(options: DemoOptions = {}): Promise<Demo<Tenant, TenantBehaviour>> {
  const { backend = 'classic', responseType = 'code', ...others } = options
  const { page, rest } = split(others)
  return serve(page, {
    start: ({ origin, port }, behavior: Partial<TenantOptions>) =>
      startTenant({
        ...rest,
        ...behavior,
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

/** Starts a Better Auth server, its identity providers and the profile page that signs in to it. */
export function startBetterAuthDemo(
  options: BetterAuthDemoOptions = {},
): Promise<Demo<BetterAuthServer, object>> {
  const { page, rest } = split(options)
  return serve(page, {
    start: ({ origin, port }, behavior: Partial<BetterAuthServerOptions>) =>
      startBetterAuth({ ...rest, ...behavior, port, appOrigins: [origin] }),
    env: () => ({ VITE_BACKEND: 'better-auth' }),
  })
}

/** Separates the options of the page from those of the server. */
function split<Options extends PageOptions>(options: Options) {
  const { appPort = 0, serverPort = 0, headers, bundled = false, folder, production, ...rest } = options
  return { page: { appPort, serverPort, headers, bundled, folder, production }, rest }
}

interface Kind<Server extends DemoBackend, Behavior> {
  start(place: { origin: string; port: number }, behavior: Behavior | { reset?: true }): Promise<Server>
  /** What the page needs to know about the server, in addition to its origin. */
  env(server: Server): Readonly<Record<string, string>>
}

async function serve<Server extends DemoBackend, Behavior extends object>(
  { appPort, serverPort, headers, ...page }: ReturnType<typeof split>['page'],
  { start, env }: Kind<Server, Behavior>,
): Promise<Demo<Server, Behavior>> {
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
    renew: async (behavior) => {
      await server.close()
      server = await start(place, { ...behavior, reset: true })
      return server
    },
    close: async () => {
      await served.close()
      await server.close()
    },
  }
}
