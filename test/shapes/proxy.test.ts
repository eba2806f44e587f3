import { describe } from 'vitest'
import { describeFlows } from './common/flows'
import { open } from './proxy/subject'

describe('your own server', () => {
  describeFlows(open, {
    cancelled: { status: 'cancelled' },
    taken: { status: 'already_linked', error: { serverCode: 'taken' } },
    own: { status: 'unchanged' },
    last: { code: 'identity_required', serverCode: 'last' },
  })
})
