import { QueryClient, QueryObserver } from '@tanstack/react-query'
import type { AccountLinkingClient, Identity } from 'react-linked-accounts/core'
import { identitiesOptions, unlinkOptions } from 'react-linked-accounts/query'
import { createFakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

/** A page that shows the list of a backend, which tells what is left after each unlink. */
async function page(tell: (ids: string[]) => string[] = (ids) => ids) {
  const fake = createFakeClient()
  const client: AccountLinkingClient = {
    ...fake,
    async unlink(identity) {
      await fake.unlink(identity)
      return tell(fake.backend.identities().map(({ id }) => id))
    },
  }
  const queryClient = new QueryClient()
  const options = identitiesOptions(client)
  onTestFinished(new QueryObserver(queryClient, options).subscribe(() => {}))
  await queryClient.fetchQuery(options)
  const shown = () => queryClient.getQueryData(options.queryKey)?.identities.map(({ id }) => id)
  const unlink = (identity: Identity) =>
    queryClient.getMutationCache().build(queryClient, unlinkOptions(client)).execute(identity)
  return { backend: fake.backend, client, shown, unlink, identities: fake.backend.identities() }
}

it('takes no word for it from a server that tells that the identity is left', async () => {
  const { backend, client, shown, unlink, identities } = await page()
  const github = identities[2] ?? fakeIdentity()
  client.unlink = async () => backend.identities().map(({ id }) => id)
  await expect(unlink(github)).rejects.toMatchObject({ code: 'conflict' })
  expect(shown()).toContain(github.id)
})

describe('a server that tells what is left after an unlink', () => {
  it('is not asked for the list', async () => {
    const { backend, shown, unlink, identities } = await page()
    const [password, google, github] = identities.map(({ id }) => id)
    await Promise.all(identities.slice(1).map(unlink))
    expect(shown()).toEqual([password])
    expect(backend.requests.unlink).toEqual([google, github])
    expect(backend.requests.list).toHaveLength(1)
  })

  it.each<[string, (ids: string[]) => string[]]>([
    ['something that the page does not show', (ids) => [...ids, 'github|7']],
    ['less than the page shows', (ids) => ids.slice(1)],
  ])('is asked for the list where it tells %s', async (_what, tell) => {
    const { backend, unlink, identities } = await page(tell)
    await unlink(identities[2] ?? fakeIdentity())
    await vi.waitFor(() => expect(backend.requests.list).toHaveLength(2))
  })
})
