import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startDemo } from './demo'

const HELP = `npm start                      the profile page, its tenant and its identity providers
npm start -- --memory          keep nothing after the end
npm start -- --reset           begin again with the demo's first data
npm start -- --response-type token   let a link answer by token instead of code`

const { values } = parseArgs({
  options: {
    memory: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    'response-type': { type: 'string', default: 'code' },
    help: { type: 'boolean', default: false },
  },
})

const responseType = values['response-type']
if (values.help || (responseType !== 'code' && responseType !== 'token')) {
  console.log(HELP)
  process.exit(values.help ? 0 : 1)
}

const demo = await startDemo({
  database: values.memory ? ':memory:' : fileURLToPath(new URL('data/tenant.db', import.meta.url)),
  reset: values.reset,
  appPort: 5173,
  tenantPort: 4400,
  responseType,
})
const { tenant } = demo

console.log(`
  Profile page   ${demo.origin}
  Sign in as     ${tenant.demoUser.email}   password: ${tenant.demoUser.password}

  Tenant         ${tenant.origin}
${tenant.connections.map(({ label, issuer }) => `  ${label.padEnd(14)} ${issuer}`).join('\n')}

  Development servers on this machine alone. Ctrl-C stops them.
`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await demo.close()
    process.exit(0)
  })
}
