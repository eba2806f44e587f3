import { describe, expect, it } from 'vitest'
import type { LinkResult } from '../../../src/core/link'
import type { OpenShape } from '../world'
import { openPage } from './page'

/** The results that differ between backends. */
export interface ExpectedFlows {
  readonly cancelled: object
  /** `null`: the backend does not return to the app in that case. */
  readonly taken: object | null
  /** An account that is already linked to this user; `null`: the backend does not start such a link. */
  readonly own: object | null
  /** The refusal to unlink an only identity; absent if the server does not refuse. */
  readonly last?: object | undefined
  /** The path after a failure, if it differs from the path after a success. */
  readonly failedAt?: string | undefined
}

/** The flows of a shape whose links leave the page. */
export function describeFlows(open: OpenShape, expected: ExpectedFlows): void {
  describe('the flows', () => {
    it('links an account', async () => {
      const { link, linkable, world, ids, stored, browser } = await openPage(open)
      const { result, address } = await link({ connection: linkable }, 'new')
      expect(result).toMatchObject({ status: 'linked', identity: { connection: linkable } })
      expect(address).toBe(browser.href())
      expect(await ids()).toEqual(await world.truth())
      expect(await ids()).toContain(result?.identity?.id)
      expect(await ids()).toHaveLength(3)
      expect(stored()).toEqual([])
    })

    it('reports that the user canceled', async () => {
      const { link, linkable, ids, stored, browser } = await openPage(open)
      const { result, address } = await link({ connection: linkable }, 'cancel')
      expect(result).toMatchObject(expected.cancelled)
      expect(address).toBe(new URL(expected.failedAt ?? browser.href(), browser.href()).href)
      expect(await ids()).toHaveLength(2)
      expect(stored()).toEqual([])
    })

    const { taken } = expected
    if (taken)
      it('reports an account of another user', async () => {
        const { link, linkable, ids, world, browser } = await openPage(open)
        const { result, address } = await link({ connection: linkable }, 'someone-elses')
        expect(result).toMatchObject(taken)
        expect(address).toBe(new URL(expected.failedAt ?? browser.href(), browser.href()).href)
        expect(await ids()).toEqual(await world.truth())
        expect(await ids()).toHaveLength(2)
      })

    const { own } = expected
    if (own)
      it('reports an account of this user', async () => {
        const { link, owned, ids } = await openPage(open)
        expect((await link({ connection: owned }, 'own')).result).toMatchObject(own)
        expect(await ids()).toHaveLength(2)
      })

    it('does not know how a link ended if the list cannot be loaded', async () => {
      const { leave, linkable, page, world } = await openPage(open)
      const url = await leave({ connection: linkable }, 'new')
      world.makeListFail()
      expect(await page.comeBack(url)).toMatchObject({
        status: 'unverified',
        error: { code: expect.stringMatching(/^(server_error|network)$/) },
      })
    })

    it('reports that another user is signed in on return', async () => {
      const { leave, linkable, page, world } = await openPage(open)
      const url = await leave({ connection: linkable }, 'new')
      const other = await world.signInAsOther()
      expect(await page.comeBackAs(other, url)).toMatchObject({ status: 'wrong_user' })
      expect(await other.listIdentities()).toMatchObject({ userId: other.userId, identities: [{}] })
    })
  })
  describeUnlink(open, expected)
}

/** The flows of unlink, and of a session that now belongs to another user. */
export function describeUnlink(open: OpenShape, expected: Pick<ExpectedFlows, 'last'>): void {
  describe('unlink', () => {
    it('unlinks, and says not_found the second time', async () => {
      const { client, identity, owned, world, ids } = await openPage(open)
      const gone = await identity(owned)
      await client.unlink(gone, { keepalive: false })
      expect(await world.truth()).toHaveLength(1)
      expect(await world.truth()).not.toContain(gone.id)
      expect(await ids()).toEqual(await world.truth())
      const again = client.unlink(gone, { keepalive: false })
      await expect(again).rejects.toMatchObject({ name: 'AccountLinkingError' })
      expect(await world.truth()).toHaveLength(1)
    })

    it(
      expected.last ? 'is refused for an only identity' : 'is not refused for an only identity',
      async () => {
        const { world } = await openPage(open)
        const other = await world.signInAsOther()
        const { identities } = await other.listIdentities()
        const [only] = identities
        if (!only || identities.length > 1) throw new Error('The other user has one identity.')
        const unlinked = other.unlink(only, { keepalive: false })
        if (expected.last) await expect(unlinked).rejects.toMatchObject(expected.last)
        else await unlinked
        expect((await other.listIdentities()).identities).toHaveLength(expected.last ? 1 : 0)
      },
    )
  })

  describe('a session of another user', () => {
    it('is reported, and changes nothing', async () => {
      const { client, identity, linkable, owned, page, world } = await openPage(open)
      const mine = await identity(owned)
      const other = await world.signInAsOther()
      await expect(page.list()).rejects.toMatchObject({ code: 'wrong_user' })
      await page.link({ connection: linkable })
      expect(page.links.getSnapshot().result).toMatchObject({
        status: 'wrong_user',
      } satisfies Partial<LinkResult>)
      expect(page.browser.departures).toEqual([])
      await expect(client.unlink(mine, { keepalive: false })).rejects.toMatchObject({
        code: expect.stringMatching(/^(wrong_user|not_found)$/),
      })
      expect((await other.listIdentities()).identities).toHaveLength(1)
      expect(await world.truth()).toHaveLength(2)
    })
  })
}
