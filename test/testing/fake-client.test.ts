import { describeClientContract } from 'react-linked-accounts/testing'
import { describe, it } from 'vitest'
import { fakeSubject } from './fake-subject'

describeClientContract({ name: 'the fake client', setup: () => fakeSubject() }, { describe, it })
