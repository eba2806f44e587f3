import { createServer as createPortProbe } from 'node:net'
import { type PageServerOptions, servePage } from './page-server'
import { startTenant, type Tenant, type TenantOptions } from './tenant/index'

/** How the tenant treats access tokens. */
export type TenantBehaviour = Pick<TenantOptions, 'onBadToken' | 'accessTokenTtl'>

export interface DemoOptions
  extends TenantBehaviour,
    Pick<TenantOptions, 'database' | 'reset'>,
    Pick<PageServerOptions, 'folder' | 'production'> {
  /** Ports to try first; the next free one is taken. Default: any free port. */
  appPort?: number
  tenantPort?: number
  /** Further headers of a bundled page. */
  headers?: ((tenant: Tenant) => Readonly<Record<string, string>>) | undefined
  /** How a link answers. Default `code`. */
  responseType?: 'code' | 'token'
  /** Bundle the page first, so that it loads quicker. Default: serve it module by module, with hot reload. */
  bundled?: boolean
}

export interface Demo {
  readonly origin: string
  /** The tenant that is running now. */
  readonly tenant: Tenant
  /** Ends the tenant and starts another in its place: same address, data as at the start. */
  renewTenant(options?: TenantBehaviour): Promise<Tenant>
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** Starts the tenant with its identity providers, and the profile page that signs in to it. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { appPort = 0, tenantPort = 0, responseType = 'code', bundled = false, ...others } = options
  const { folder, production, headers, ...tenantOptions } = others
  const port = await freePort(appPort)
  const origin = `http://${HOST}:${port}`
  const place = {
    port: await freePort(tenantPort),
    appOrigins: [origin],
    redirectUris: [`${origin}/`, `${origin}/silent.html`],
  }
  let tenant = await startTenant({ ...tenantOptions, ...place })
  const page = await servePage({
    host: HOST,
    port,
    bundled,
    folder,
    production,
    headers: () => headers?.(tenant) ?? {},
    env: {
      VITE_TENANT: tenant.origin,
      VITE_CLIENT_ID: tenant.clientId,
      VITE_RESPONSE_TYPE: responseType,
    },
  })
  return {
    origin,
    get tenant() {
      return tenant
    },
    renewTenant: async (behaviour) => {
      await tenant.close()
      tenant = await startTenant({ ...tenantOptions, ...behaviour, ...place, reset: true })
      return tenant
    },
    close: async () => {
      await page.close()
      await tenant.close()
    },
  }
}

/** The port, or the next one that is free. 0 finds any. */
async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const free = await tryPort(port)
    if (free !== undefined) return free
  }
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createPortProbe()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    probe.listen(port, HOST, () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
    })
  })
}
