import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { appNotes } from './app-notes'
import { startBetterAuthDemo, startDemo } from './demo'
import { isAppAddress } from './tenant/clients'

const HELP = `npm start                      start the profile page, its tenant and its identity providers
npm start -- --backend auth0   link with the tenant's Management API instead of the classic API
npm start -- --backend better-auth   start the same page with a Better Auth server
npm start -- --memory          keep the data in memory only
npm start -- --reset           start again with the initial data
npm start -- --response-type token   let a classic link return a token instead of a code
npm start -- --app http://localhost:3000   let your own app use the tenant, and print its settings; can be repeated`

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'classic' },
    memory: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    'response-type': { type: 'string', default: 'code' },
    app: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
})

const { backend, app: apps, 'response-type': responseType } = values
const isKnown =
  ['classic', 'auth0', 'better-auth'].includes(backend) &&
  ['code', 'token'].includes(responseType) &&
  apps.every(isAppAddress)
const hasTenant = backend !== 'better-auth'
if (values.help || !isKnown || (apps.length > 0 && !hasTenant)) {
  console.log(HELP)
  process.exit(values.help ? 0 : 1)
}

const pathTo = (name: string) => fileURLToPath(new URL(`data/${name}.db`, import.meta.url))
const place = (name: string) => ({
  database: values.memory ? ':memory:' : pathTo(name),
  reset: values.reset,
  appPort: 5173,
  serverPort: 4400,
})
const tenantDemo = hasTenant
  ? await startDemo({
      ...place('tenant'),
      apps,
      backend: backend === 'auth0' ? 'auth0' : 'classic',
      responseType: responseType === 'token' ? 'token' : 'code',
    })
  : undefined
const demo = tenantDemo ?? (await startBetterAuthDemo(place('better-auth')))
const { server } = demo

console.log(`
  Profile page   ${demo.origin}
  Sign in as     ${server.demoUser.email}   password: ${server.demoUser.password}

  ${(hasTenant ? 'Tenant' : 'Better Auth').padEnd(14)} ${server.origin}
${server.connections.map(({ label, issuer }) => `  ${label.padEnd(14)} ${issuer}`).join('\n')}
${tenantDemo ? appNotes(tenantDemo.server) : ''}
  These development servers are for this machine only. Press Ctrl-C to stop them.
`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await demo.close()
    process.exit(0)
  })
}
