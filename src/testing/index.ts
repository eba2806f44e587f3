export {
  type ContractOptions,
  clientContract,
  describeClientContract,
  type TestFunctions,
} from './contract/describe'
export type {
  ContractAccount,
  ContractClause,
  ContractSubject,
  ContractUser,
  RequiredIdentity,
} from './contract/subject'
export type { FakeAccount, FakeBackend, FakeVisit } from './fake-backend'
export { createFakeClient, type FakeClient } from './fake-client'
export type { FakeFailureOptions, FakeOperation } from './fake-gate'
export { fakeIdentity } from './fake-identity'
export { createMemoryBrowser, type MemoryBrowser } from './memory-browser'
export { type FakeFailure, type FakeScenario, type ScenarioName, scenarios } from './scenarios'
