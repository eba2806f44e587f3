import { describe, expect, it } from 'vitest'
import { createKitPage } from '../../src/testing/kit-page'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'
import { open } from './kratos/subject'
import { PAGE } from './world'

describe('Ory Kratos', () => {
  describeFlows(open, {
    // The same id is used for any refusal, so a cancel can be recognized only by its message.
    cancelled: {
      status: 'failed',
      error: {
        code: 'rejected',
        serverCode: '4000001',
        description: expect.stringContaining('access_denied'),
      },
    },
    taken: { status: 'already_linked', error: { serverCode: '4000007' } },
    own: null,
    // The last one has no node in the flow.
    last: { code: 'identity_required' },
  })

  it('does not start a link for a provider that is already linked', async () => {
    const { page, owned } = await openPage(open)
    await expect(page.link({ connection: owned })).rejects.toMatchObject({
      code: 'rejected',
      status: 400,
      serverCode: '4000001',
    })
  })

  it('has the user sign in again for a link, and then starts it', async () => {
    const { link, linkable, world } = await openPage(open)
    world.makeStale?.()
    expect((await link({ connection: linkable }, 'new')).result).toMatchObject({ status: 'linked' })
  })

  it('requires a step-up before an unlink', async () => {
    const { client, identity, owned, world } = await openPage(open)
    world.makeStale?.()
    const unlinked = client.unlink(await identity(owned), { keepalive: false })
    await expect(unlinked).rejects.toMatchObject({
      code: 'step_up_required',
      status: 403,
      serverCode: 'session_refresh_required',
    })
    expect(await world.truth()).toHaveLength(2)
  })

  it("leaves the app's other flows alone while a link is pending", async () => {
    const { leave, linkable, page, browser, client } = await openPage(open)
    const url = await leave({ connection: linkable }, 'someone-elses')
    const tab = browser.reload(`${PAGE}&flow=7f2b0a4e-0000-4000-8000-000000000000`)
    const other = createKitPage(client, tab)
    expect(await other.comeBack(tab.href())).toBeNull()
    expect(await page.comeBack(url)).toMatchObject({ status: 'already_linked' })
  })
})
