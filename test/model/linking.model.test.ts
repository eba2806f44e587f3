import fc from 'fast-check'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { loadCheck } from '../../src/query/list-source'
import { cacheStage, pieces } from './cache-page'
import { modelProperty } from './run'

/** Always the same courses with the other tests; others each time by `npm run test:model`. */
const { MODEL_RUNS } = process.env
const RUNS = Number(MODEL_RUNS ?? 500)
const SEED = MODEL_RUNS === undefined ? { seed: 1815 } : {}
const TIME = { toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] } as const

beforeAll(async () => {
  // Loaded late, it would take real time.
  await import('../../src/core/link-flow')
  await loadCheck()
  vi.useFakeTimers({ toFake: [...TIME.toFake], now: 0 })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('any sequence of links, unlinks, responses, lost responses, undos, reloads, users and other tabs', () => {
  it(`keeps the invariants at every step (${RUNS} runs)`, { timeout: 600_000 }, async () => {
    await fc.assert(
      modelProperty(() => cacheStage(pieces)),
      { numRuns: RUNS, ...SEED },
    )
  })
})
