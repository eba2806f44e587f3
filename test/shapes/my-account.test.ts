import { describe, expect, it } from 'vitest'
import { newAccount } from './common/directory'
import { describeFlows } from './common/flows'
import { openPage } from './common/page'
import { open } from './my-account/subject'

describe('Auth0 My Account', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled', error: { serverCode: 'access_denied' } },
    taken: {
      status: 'failed',
      error: { code: 'conflict', status: 409, description: 'The account is connected to another user.' },
    },
    own: { status: 'unchanged' },
  })

  it('reads a list of several pages', async () => {
    const { ids, world } = await openPage(open)
    const { directory } = world
    for (let count = 0; count < 45; count += 1) directory.link(directory.ann, 'github', newAccount('more'))
    expect(await ids()).toHaveLength(47)
    expect(await ids()).toEqual(await world.truth())
  })
})
