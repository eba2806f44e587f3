import { ensure, ensureSame, need } from './assertions'
import { goAndReturn } from './journey'
import type { ContractClause } from './subject'

/** Addresses with parameters that look like a return and belong to somebody else. */
const FOREIGN = [
  'https://app.example/account',
  'https://app.example/account?code=SAVE10',
  'https://app.example/account?code=x&state=other-sdk',
  'https://app.example/account?error=access_denied&state=other-sdk',
  'https://app.example/account#access_token=x&state=other-sdk',
]

export const returning: readonly ContractClause[] = [
  {
    clause: 'has no result for an address that is not a return of its own',
    async check({ client }) {
      for (const url of FOREIGN) ensureSame(await client.finishLink(url), null, `The result of ${url}`)
    },
  },
  {
    clause: 'leaves such an address as it is',
    async check(subject) {
      const page = need(subject, 'page')
      for (const url of FOREIGN) {
        page.arrive(url)
        ensureSame(await subject.client.finishLink(), null, `The result of ${url}`)
        ensureSame(page.href(), url, 'The address of the page')
      }
    },
  },
  {
    clause: 'takes its own return out of the address of the page, and nothing else',
    async check(subject) {
      const page = need(subject, 'page')
      const url = new URL(await goAndReturn(subject, 'new'))
      url.searchParams.append('tab', 'security')
      page.arrive(url.href)
      const result = await subject.client.finishLink()
      ensureSame(result?.status, 'linked', 'The status')
      const left = new URL(page.href())
      ensureSame(left.searchParams.get('tab'), 'security', 'The parameter of the page itself')
      const parameters = [...left.searchParams, ...new URLSearchParams(left.hash.slice(1))]
      const leftover = parameters.filter(([name]) =>
        ['code', 'state', 'error', 'access_token'].includes(name),
      )
      ensure(leftover.length === 0, `The address still holds ${leftover.map(([name]) => name).join(', ')}.`)
    },
  },
  {
    clause: 'gives the same result for the same return, however often it is asked',
    async check(subject) {
      const { client, truth } = subject
      const before = await truth()
      const url = await goAndReturn(subject, 'new')
      const [first, second] = await Promise.all([client.finishLink(url), client.finishLink(url)])
      const third = await client.finishLink(url)
      ensureSame(first?.status, 'linked', 'The status')
      ensureSame(second, first, 'The result the second time')
      ensureSame(third, first, 'The result the third time')
      ensureSame((await truth()).length, before.length + 1, 'The number of identities')
    },
  },
  {
    clause: 'calls a return that nobody here has started missing_transaction',
    async check(subject) {
      const { client } = subject
      const url = await goAndReturn(subject, 'new')
      const forged = await client.finishLink(withForgedState(url))
      ensureSame(forged?.status, 'missing_transaction', 'The status of the forged return')
      ensure(forged?.identity === undefined, 'The forged return has an identity.')
      const real = await client.finishLink(url)
      ensureSame(real?.status, 'linked', 'The status of the real return, after the forged one')
    },
  },
  {
    clause: 'calls it wrong_user when somebody else is signed in on return',
    async check(subject) {
      const switchUser = need(subject, 'switchUser')
      const url = await goAndReturn(subject, 'new')
      const client = await switchUser()
      const result = await client.finishLink(url)
      ensureSame(result?.status, 'wrong_user', 'The status')
      ensure(result?.identity === undefined, 'The result names an identity.')
    },
  },
]

/** Keeps the form of the state and changes its end. */
function withForgedState(url: string): string {
  const forged = url.replace(/([?&#]state=)([^&#]*)/, (_match, name: string, state: string) => {
    const end = state.endsWith('forged') ? 'FORGED' : 'forged'
    return name + state.slice(0, -end.length) + end
  })
  ensure(forged !== url, 'The return carries no state. If the backend has none, name this clause in `omit`.')
  return forged
}
