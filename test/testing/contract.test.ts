import { clientContract, createFakeClient, describeClientContract } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { linkingBugs } from './bugs/linking'
import { listingBugs } from './bugs/listing'
import { returningBugs } from './bugs/returning'
import { unlinkingBugs } from './bugs/unlinking'
import { fakeSubject } from './fake-subject'

const bugs = { ...listingBugs, ...unlinkingBugs, ...linkingBugs, ...returningBugs }

describe('the contract', () => {
  it('has a bug planted for each clause, and no other', () => {
    expect(Object.keys(bugs)).toEqual(clientContract.map(({ clause }) => clause))
  })

  describe.each(clientContract)('$clause', ({ clause, check }) => {
    it('holds for a client that keeps it', async () => {
      await expect(check(fakeSubject())).resolves.toBeUndefined()
    })

    it.each(bugs[clause] ?? [])('catches a client that $bug', async ({ plant }) => {
      const client = createFakeClient()
      const broken = { ...client, ...plant(client) }
      await expect(check(fakeSubject(broken))).rejects.toThrow(/\w.*\.$/)
    })
  })

  it('says which field of the subject a clause is missing', async () => {
    const { page, ...subject } = fakeSubject()
    const clause = clientContract.find(({ clause }) => clause === 'leaves such an address as it is')
    await expect(clause?.check(subject)).rejects.toThrow(
      'The subject has no `page`. Give it one, or name this clause in `omit`.',
    )
  })

  it('says that a subject has too little to unlink', async () => {
    const clause = clientContract.find(({ clause }) => clause.startsWith('unlinks the identity'))
    const check = clause?.check(fakeSubject(createFakeClient('primaryOnly')))
    await expect(check).rejects.toThrow('The subject needs two identities that can be unlinked')
  })

  it('ends with the failure of a link that cannot leave, instead of waiting for it', async () => {
    const clause = clientContract.find(({ clause }) => clause.startsWith('links a new identity'))
    await expect(clause?.check(fakeSubject(createFakeClient({ link: 'network' })))).rejects.toMatchObject({
      code: 'network',
    })
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

  it('writes a test for each clause, and skips those omitted', () => {
    const { tests, skipped, functions } = runner()
    const omit = ['leaves such an address as it is']
    describeClientContract({ name: 'fake', setup: fakeSubject, omit }, functions)
    expect(skipped).toEqual(omit)
    expect([...tests.keys(), ...skipped].sort()).toEqual(clientContract.map(({ clause }) => clause).sort())
  })

  it('sets up a subject for each clause, and disposes of it when the clause fails too', async () => {
    const { tests, functions } = runner()
    const dispose = vi.fn()
    const setup = vi.fn(() => ({ ...fakeSubject(createFakeClient('failing')), dispose }))
    describeClientContract({ name: 'fake', setup }, functions)
    expect(setup).not.toHaveBeenCalled()

    await expect(tests.get('lists what is linked, in the order of the backend')?.()).rejects.toMatchObject({
      code: 'server_error',
    })
    await tests.get('reports a list that fails as an error, never as an empty list')?.()
    expect(setup).toHaveBeenCalledTimes(2)
    expect(dispose).toHaveBeenCalledTimes(2)
  })

  it('knows when a clause to omit does not exist', () => {
    const { functions } = runner()
    const options = { name: 'fake', setup: fakeSubject, omit: ['flies'] }
    expect(() => describeClientContract(options, functions)).toThrow('The contract has no clause "flies".')
  })

  it('asks for the functions of the test runner where there are no global ones', () => {
    expect(() => describeClientContract({ name: 'fake', setup: fakeSubject })).toThrow(
      'Pass them: describeClientContract(options, { describe, it }).',
    )
  })
})
