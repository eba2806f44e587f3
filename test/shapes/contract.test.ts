import { describe, it } from 'vitest'
import { describeClientContract } from '../../src/testing/contract/describe'
import { toContractSubject } from './common/contract-subject'
import { SHAPES } from './shapes'

for (const [name, open] of Object.entries(SHAPES))
  describeClientContract(name, () => toContractSubject(open), { describe, it })
