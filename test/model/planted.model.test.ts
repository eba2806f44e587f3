import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadCheck } from '../../src/query/list-source'
import { cacheStage } from './cache-page'
import { kitOf, planted } from './planted'
import { modelProperty } from './run'

beforeAll(async () => {
  // Loaded late, it would take real time.
  await import('../../src/core/link-flow')
  await loadCheck()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: 0 })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('a bug that is planted in the kit breaks an invariant', () => {
  it.each(Object.entries(planted))('%s', { timeout: 120_000 }, async (_name, fault) => {
    const stage = () => cacheStage(kitOf(fault))
    // The seed makes this test of the model the same at every run; the model itself has a new one each time.
    const found = await fc.check(modelProperty(stage, { wrap: fault }), {
      numRuns: 500,
      seed: 1815,
      endOnFailure: true,
    })
    expect(found.failed).toBe(true)
    expect(fault.by).toContain(String(found.errorInstance).replace(/^Error: (\w+):.*$/s, '$1'))
  })
})
