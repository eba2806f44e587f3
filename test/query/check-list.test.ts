import { QueryClient } from '@tanstack/react-query'
import type { Identity, IdentityList } from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it } from 'vitest'

const { profile: _profile, ...withoutProfile } = fakeIdentity()

/** The list that a page gets of a client of its own that returns this one. */
function ask(answer: (userId: string) => unknown): Promise<IdentityList> {
  const fake = createFakeClient()
  const client = { ...fake, listIdentities: async () => answer(fake.userId) as IdentityList }
  return new QueryClient().fetchQuery(identitiesOptions(client, fake))
}

/** The identities of a list with these items. */
async function listed(...identities: unknown[]): Promise<readonly Identity[]> {
  return (await ask((userId) => ({ userId, identities }))).identities
}

describe('a list from your own client is refused, and the error names the field', () => {
  it.each<[what: string, answer: (userId: string) => unknown, problem: string]>([
    ['nothing', () => undefined, '`userId` is undefined, not string.'],
    ['an array', () => [fakeIdentity()], '`userId` is undefined, not string.'],
    ['no userId', () => ({ identities: [] }), '`userId` is undefined, not string.'],
    ['no identities', (userId) => ({ userId }), '`identities` is undefined, not array.'],
  ])('%s', async (_what, answer, problem) => {
    await expect(ask(answer)).rejects.toMatchObject({
      code: 'invalid_response',
      message: `The list of identities cannot be read. ${problem}`,
    })
  })

  it.each<[what: string, item: unknown, problem: string]>([
    ['null', null, '`identities[1].id` is undefined, not string.'],
    ['a text', 'github|2', '`identities[1].id` is undefined, not string.'],
    ['no id', { ...fakeIdentity(), id: undefined }, '`identities[1].id` is undefined, not string.'],
    ['a number for an id', { ...fakeIdentity(), id: 2 }, '`identities[1].id` is number, not string.'],
    [
      'no provider',
      { ...fakeIdentity(), provider: undefined },
      '`identities[1].provider` is undefined, not string.',
    ],
    [
      'no connection',
      { ...fakeIdentity(), connection: null },
      '`identities[1].connection` is undefined, not string.',
    ],
    [
      'no primary',
      { ...fakeIdentity(), primary: undefined },
      '`identities[1].primary` is undefined, not boolean.',
    ],
    [
      'a number for an accountId',
      { ...fakeIdentity(), accountId: 2 },
      '`identities[1].accountId` is number, not string or undefined.',
    ],
    ['no profile', withoutProfile, '`identities[1].profile` is undefined, not object.'],
    [
      'an email that is an object',
      { ...fakeIdentity(), profile: { email: { address: 'canary' } } },
      '`identities[1].profile.email` is object, not string or undefined.',
    ],
    [
      'a word for emailVerified',
      { ...fakeIdentity(), profile: { emailVerified: 'false' } },
      '`identities[1].profile.emailVerified` is string, not boolean or undefined.',
    ],
    [
      'an id that another one has',
      fakeIdentity({ id: 'google-oauth2|1' }),
      'Two identities have the same `id`.',
    ],
  ])('%s', async (_what, item, problem) => {
    const first = fakeIdentity({ id: 'google-oauth2|1', provider: 'google-oauth2' })
    await expect(listed(first, item)).rejects.toMatchObject({
      code: 'invalid_response',
      message: `The list of identities cannot be read. ${problem}`,
    })
  })
})

describe('a list from your own client', () => {
  it('may leave out what is optional, as `undefined` or as `null`', async () => {
    const profile = { name: null, email: undefined, emailVerified: null, picture: null }
    const item = { ...fakeIdentity(), accountId: null, linkedAt: null, profile }
    const { accountId: _accountId, ...rest } = fakeIdentity()
    expect((await listed(item))[0]).toStrictEqual({ ...rest, profile: {} })
  })

  it('has no names that reorder the surrounding text or are invisible', async () => {
    const profile = {
      name: '\u200b\u200b',
      username: '\u202eevil',
      nickname: ' \u2066Ada\u2069 ',
      email: '\u3164',
    }
    expect((await listed(fakeIdentity({ profile })))[0]?.profile).toEqual({
      username: 'evil',
      nickname: 'Ada',
    })
  })

  it.each(['می\u200cخواهم', 'क्\u200dष', '👩\u200d🚀', 'עברית'])(
    'keeps the name %s as it is',
    async (name) => {
      expect((await listed(fakeIdentity({ profile: { name } })))[0]?.profile).toEqual({ name })
    },
  )

  it('keeps its own fields, for its `unlink`', async () => {
    expect((await listed({ ...fakeIdentity(), row: 7 }))[0]).toHaveProperty('row', 7)
  })

  it.each(['soon', '', 7, {}])('has no date if the date is invalid: %j', async (linkedAt) => {
    expect((await listed({ ...fakeIdentity(), linkedAt }))[0]?.linkedAt).toBeUndefined()
  })

  it.each(['2026-01-31', '2026-01-31T12:00:00+01:00'])('keeps the date %s', async (linkedAt) => {
    expect((await listed({ ...fakeIdentity(), linkedAt }))[0]?.linkedAt).toBe(linkedAt)
  })
})
