import type { ContractSubject } from '../../../src/testing/contract/subject'
import type { AccountChoice, OpenShape } from '../world'
import { MANAGED, newAccount } from './directory'

/** A shape as a subject of the contract tests. */
export async function toContractSubject(open: OpenShape) {
  const { client, create, browser, world, linkable, guardsLast, secrets } = await open()
  const { server, directory, unlinkRequest, finishRequest, refusesManaged } = world
  const switchUser = async () => ({ client: await world.signInAsOther(), truth: () => world.truth('bob') })
  if (refusesManaged) directory.link(directory.ann, MANAGED, newAccount('ann'))
  const refused = refusesManaged && (await world.truth()).at(-1)
  return {
    client,
    create,
    browser,
    linkable,
    truth: () => world.truth(),
    visit: (url: string, account: Exclude<AccountChoice, 'own'>) => world.visit(url, account),
    makeListFail: () => world.makeListFail(),
    countRequests: server.countRequests,
    failAfterUnlink: () => server.loseAnswer(unlinkRequest),
    ignoreUnlink: () => server.ignore(unlinkRequest),
    switchUser,
    async switchToEmpty() {
      directory.bob.accounts = []
      return switchUser()
    },
    tokens: secrets,
    dispose: () => world.close(),
    ...(refused !== undefined && { refused }),
    ...(finishRequest !== undefined && { failAfterLink: () => server.loseAnswer(finishRequest) }),
    ...(world.choose && { prepare: world.choose }),
    ...(world.makeStale && { makeStale: world.makeStale }),
    ...(guardsLast && {
      async required() {
        const other = await switchUser()
        const [id = ''] = await other.truth()
        return { client: other.client, id }
      },
    }),
  } satisfies ContractSubject
}
