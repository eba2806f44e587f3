import fc from 'fast-check'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { cacheStage, pieces } from './cache-page'
import { modelProperty } from './run'

const RUNS = Number(process.env.MODEL_RUNS ?? 500)
const TIME = { toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] } as const

beforeAll(async () => {
  // Loaded late, it would take real time.
  await import('../../src/core/link-flow')
  vi.useFakeTimers({ toFake: [...TIME.toFake], now: 0 })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('any course of links, unlinks, answers, losses, undos, reloads, users and other tabs', () => {
  it(`keeps the invariants at every step (${RUNS} runs)`, { timeout: 600_000 }, async () => {
    await fc.assert(
      modelProperty(() => cacheStage(pieces)),
      { numRuns: RUNS },
    )
  })
})
