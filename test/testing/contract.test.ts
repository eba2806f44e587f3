import { AccountLinkingError } from 'react-linked-accounts/core'
import {
  type ContractAccount,
  type ContractSubject,
  clientContract,
  createFakeClient,
  describeClientContract,
  type FakeClient,
  fakeIdentity,
} from 'react-linked-accounts/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Bug } from './bugs/bug'
import { callbackBugs } from './bugs/callback'
import { linkingBugs } from './bugs/linking'
import { listingBugs } from './bugs/listing'
import { shapeBugs } from './bugs/shape'
import { unlinkingBugs } from './bugs/unlinking'
import { fakeSubject } from './fake-subject'

const bugs = { ...shapeBugs, ...listingBugs, ...unlinkingBugs, ...linkingBugs, ...callbackBugs }

function checkOf(clauseId: string) {
  const clause = clientContract.find(({ id }) => id === clauseId)
  if (!clause) throw new Error(`no clause ${clauseId}`)
  return clause.check
}

function brokenSubject({ plant, plantIn }: Bug): ContractSubject {
  const good = createFakeClient()
  const client: FakeClient = { ...good, ...plant?.(good) }
  const subject: ContractSubject = fakeSubject(client)
  return { ...subject, ...plantIn?.(subject, client) }
}

/** A client that needs no page of the provider, as an SDK with a popup of its own. */
function inPlaceSubject(): ContractSubject {
  const fake = createFakeClient()
  let account: ContractAccount = 'new'
  let isAnswerLost = false
  const startLink: FakeClient['startLink'] = async (request, transaction) => {
    await fake.startLink(request, transaction)
    if (account === 'cancel') throw new AccountLinkingError('cancelled', 'The popup was closed.')
    if (account === 'someone-elses') throw new AccountLinkingError('already_linked', 'In use.')
    const accountId = String(fake.backend.requests.link.length)
    if (account === 'new') fake.backend.add(fakeIdentity({ provider: 'github', accountId }))
    if (isAnswerLost) throw new AccountLinkingError('timeout', 'The SDK did not answer.')
    return null
  }
  return {
    ...fakeSubject({ ...fake, startLink }),
    prepare: (next) => {
      account = next
    },
    failAfterLink: () => {
      isAnswerLost = true
    },
    visit: () => Promise.reject(new Error('The page was left.')),
  }
}

afterEach(() => vi.useRealTimers())

describeClientContract('the fake client', () => fakeSubject(), { describe, it })
describeClientContract('a client that links in place', inPlaceSubject, { describe, it })

describe('the contract', () => {
  it('has ids that are unique and can be typed', () => {
    const ids = clientContract.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
  })

  it('has a bug planted for each clause, and no other', () => {
    expect(Object.keys(bugs)).toEqual(clientContract.map(({ id }) => id))
  })

  describe.each(clientContract)('$id', ({ id, check }) => {
    it.each(bugs[id] ?? [])('catches a client that $bug', async (bug) => {
      // The kit gives a list time to catch up. Here no time has to pass.
      vi.useFakeTimers()
      vi.setTimerTickMode('nextTimerAsync')
      await expect(check(brokenSubject(bug))).rejects.toThrow(/\w.*\.$/)
    })
  })

  it('accepts a merge of two users if the subject declares it', async () => {
    const fake = createFakeClient()
    const subject = {
      ...fakeSubject(fake),
      merges: true,
      visit: (url: string) => fake.backend.visit({ url, account: 'new' }),
    }
    await expect(checkOf('link.account-of-another-user')(subject)).resolves.toBeUndefined()
  })

  it('checks nothing that the client does not have', async () => {
    const check = checkOf('unlink.one-request')
    const fake = createFakeClient({ features: { deferUnlink: false } })
    await check({ ...fakeSubject(fake), countRequests: () => Math.random() })
    await checkOf('link.fails-after-effect')(fakeSubject(fake))
    await checkOf('link.choice')(fakeSubject(createFakeClient({ features: { choice: false } })))
    await checkOf('link.reconnect')(fakeSubject(createFakeClient({ features: { reconnect: false } })))
    expect(fake.backend.requests).toEqual({ list: [], unlink: [], link: [] })
  })

  it('reports which field of the subject a clause needs', async () => {
    const { switchUser, ...subject } = fakeSubject()
    await expect(checkOf('list.other-user')(subject)).rejects.toThrow(
      'The subject has no `switchUser`. Add it, or list this clause in `omit`.',
    )
  })

  it('reports that a subject has too few identities to unlink', async () => {
    const check = checkOf('unlink.only-that-one')(fakeSubject(createFakeClient('primaryOnly')))
    await expect(check).rejects.toThrow('The subject needs two identities that can be unlinked')
  })

  it('ends with the failure of a link that cannot start, instead of waiting for it', async () => {
    const check = checkOf('link.adds-identity')(fakeSubject(createFakeClient({ link: 'network' })))
    await expect(check).rejects.toMatchObject({ code: 'network' })
  })
})

describe('describeClientContract', () => {
  const runner = () => {
    const tests = new Map<string, () => Promise<void>>()
    const skipped: string[] = []
    const it = Object.assign((name: string, body: () => Promise<void>) => void tests.set(name, body), {
      skip: (name: string) => void skipped.push(name),
    })
    return { tests, skipped, functions: { describe: (_name: string, body: () => void) => body(), it } }
  }
  const nameOf = (clauseId: string) => {
    const clause = clientContract.find(({ id }) => id === clauseId)
    return `${clauseId}: ${clause?.clause}`
  }

  it('writes a test for each clause, and skips those omitted', () => {
    const { tests, skipped, functions } = runner()
    describeClientContract('fake', () => fakeSubject(), { omit: ['list.empty'], ...functions })
    expect(skipped).toEqual([nameOf('list.empty')])
    expect([...tests.keys(), ...skipped].sort()).toEqual(clientContract.map(({ id }) => nameOf(id)).sort())
  })

  it('creates a subject for each clause, and disposes of it even if the clause fails', async () => {
    const { tests, functions } = runner()
    const dispose = vi.fn()
    const makeSubject = vi.fn(() => ({ ...fakeSubject(createFakeClient('failing')), dispose }))
    describeClientContract('fake', makeSubject, functions)
    expect(makeSubject).not.toHaveBeenCalled()

    await expect(tests.get(nameOf('list.order'))?.()).rejects.toMatchObject({ code: 'server_error' })
    await tests.get(nameOf('list.failure'))?.()
    expect(makeSubject).toHaveBeenCalledTimes(2)
    expect(dispose).toHaveBeenCalledTimes(2)
  })

  it('lists the ids if one to omit does not exist', () => {
    const { functions } = runner()
    const describeIt = () =>
      describeClientContract('fake', () => fakeSubject(), { omit: ['list.flies'], ...functions })
    expect(describeIt).toThrow('The contract has no clause "list.flies".')
    expect(describeIt).toThrow(clientContract.map(({ id }) => id).join(', '))
  })

  it('requires the functions of the test runner if there are no global ones', () => {
    expect(() => describeClientContract('fake', () => fakeSubject())).toThrow(
      'Pass them: describeClientContract(name, makeSubject, { describe, it }).',
    )
  })
})
