import fc from 'fast-check'
import { unlinkOptions } from 'react-linked-accounts/query'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CachePage, type UnlinkFactory } from './cache-page'
import { planted } from './planted'
import { unlinkingProperty } from './unlinking-run'

const RUNS = Number(process.env.MODEL_RUNS ?? 500)

const property = (factory: UnlinkFactory) => unlinkingProperty((client) => new CachePage(client, factory))

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
    await fc.assert(property(unlinkOptions), { numRuns: RUNS })
  })

  it.each(Object.entries(planted))('catches a planted fault: %s', async (_name, factory) => {
    const { failed, counterexample } = await fc.check(property(factory), { numRuns: 500 })
    expect(failed, String(counterexample)).toBe(true)
  })
})
