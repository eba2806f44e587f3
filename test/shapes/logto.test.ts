import { describe, expect, it } from 'vitest'
import { createKitPage } from '../../src/testing/kit-page'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'
import { open } from './logto/subject'

describe('Logto', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'access_denied' } },
    taken: { status: 'already_linked', error: { status: 422, serverCode: 'user.identity_already_in_use' } },
    own: { status: 'unchanged' },
    last: { code: 'identity_required', serverCode: 'user.last_sign_in_method_required' },
  })

  it('completes the link after a step-up, although the code is already used', async () => {
    const { link, linkable, world, fetched } = await openPage(open)
    world.makeStale()
    expect((await link({ connection: linkable }, 'new')).result).toMatchObject({ status: 'linked' })
    expect(fetched).toEqual([])
  })

  it('reports a step-up that is not handled, and requests no fresh token', async () => {
    const { leave, client, browser, linkable, world, identity, owned, fetched } = await openPage(open)
    world.makeStale()
    const url = await leave({ connection: linkable }, 'new')
    const page = createKitPage(client, browser)
    expect(await page.comeBack(url)).toMatchObject({ status: 'failed', error: { code: 'step_up_required' } })
    const unlinked = client.unlink(await identity(owned), { keepalive: false })
    await expect(unlinked).rejects.toMatchObject({ code: 'step_up_required', status: 401 })
    expect(fetched).toEqual([])
  })
})
