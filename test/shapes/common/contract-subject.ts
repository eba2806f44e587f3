import type { AccountChoice, OpenShape } from '../world'

/** A shape as the contract suite takes it. */
export async function toContractSubject(open: OpenShape) {
  const { client, browser, world, linkable, guardsLast, secrets } = await open()
  const switchUser = async () => ({ client: await world.signInAsOther(), truth: () => world.truth('bob') })
  return {
    client,
    browser,
    linkable,
    truth: () => world.truth(),
    visit: (url: string, account: Exclude<AccountChoice, 'own'>) => world.visit(url, account),
    makeListFail: () => world.makeListFail(),
    switchUser,
    tokens: secrets,
    dispose: () => world.close(),
    ...(world.choose && { prepare: world.choose }),
    ...(world.makeStale && { makeStale: world.makeStale }),
    ...(guardsLast && {
      async required() {
        const other = await switchUser()
        const [id = ''] = await other.truth()
        return { client: other.client, id }
      },
    }),
  }
}
