import fc from 'fast-check'
import { unlinkOptions } from 'react-linked-accounts/query'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planted } from './planted'
import { unlinkingProperty } from './unlinking-run'

const RUNS = Number(process.env.MODEL_RUNS ?? 500)

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: 0 })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('any course of unlinks, answers, losses, undos, lists, other tabs and remounts', () => {
  it(`shows the list as last told minus what is being removed, at every step (${RUNS} runs)`, {
    timeout: 600_000,
  }, async () => {
    await fc.assert(unlinkingProperty(unlinkOptions), { numRuns: RUNS })
  })

  it.each(Object.entries(planted))('catches a planted fault: %s', async (_name, factory) => {
    const { failed, counterexample } = await fc.check(unlinkingProperty(factory), { numRuns: 500 })
    expect(failed, String(counterexample)).toBe(true)
  })
})
