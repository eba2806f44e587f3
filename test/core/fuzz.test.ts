import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import { AccountLinkingError } from '../../src/core/errors'
import { send } from '../../src/core/http'
import { parseUser } from '../../src/core/identity'
import { parseJson } from '../../src/core/json'
import { load, save, type TransactionRecord } from '../../src/core/records'
import { checkList } from '../../src/query/check-list'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { anything, mostly, nearJson, partly, text, user } from './payloads'

const RUNS = 20_000
const STATE = 'rla_abc'

const fresh: TransactionRecord = {
  client: 'c',
  userId: 'u',
  request: {},
  previousIds: [],
  callback: {},
  finishes: true,
  redirectUri: 'https://app.example/',
  returnTo: null,
  data: {},
  startedAt: Date.now(),
  role: 'page',
  channel: 'x',
  phase: 'started',
}

function failure(act: () => unknown): unknown {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}

describe('any input', { timeout: 60_000 }, () => {
  it('is read as JSON or refused as JSON.parse refuses it', () => {
    fc.assert(
      fc.property(fc.oneof(nearJson, fc.json(), text), (json) => {
        const error = failure(() => parseJson(json))
        if (failure(() => JSON.parse(json)) === undefined) return error === undefined
        return error instanceof SyntaxError
      }),
      { numRuns: RUNS },
    )
  })

  it('is a list of identities, or an invalid response', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: user }, anything), (payload) => {
        const error = failure(() => {
          const { userId, identities } = checkList(parseUser(payload))
          assert(typeof userId === 'string')
          const ids = identities.map(({ id }) => id)
          assert.equal(new Set(ids).size, ids.length)
          assert(identities.every(({ primary }, index) => primary === (index === 0)))
          assert(identities.every((one) => !('access_token' in one) && !('access_token' in one.profile)))
        })
        if (error === undefined) return
        assert(error instanceof AccountLinkingError && error.code === 'invalid_response', String(error))
      }),
      { numRuns: RUNS },
    )
  })

  it('is a callback of the kit, or left alone', () => {
    const name = fc.oneof(
      fc.constantFrom('code', 'state', 'error', 'error_description', 'access_token', 'scope'),
      text,
    )
    const state = fc.constantFrom(STATE, 'rla_', 'theirs')
    const pairs = fc
      .array(fc.tuple(name, fc.oneof(state, text)), { maxLength: 6 })
      .map((list) => list.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('&'))
    const address = fc
      .tuple(
        fc.constantFrom('https://app.example/', 'https://app.example/account', 'app:/'),
        pairs,
        fc.oneof(pairs, text),
      )
      .map(([page, query, fragment]) => `${page}?state=${STATE}&${query}#${fragment}`)
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: address }, fc.webUrl()), (href) => {
        const browser = createMemoryBrowser(href)
        save(browser, 'transaction', STATE, fresh)
        const captured = captureLinkReturn(browser)
        const { phase, params = {} } = load(browser, 'transaction', STATE) ?? {}
        assert.equal(captured === null, phase === 'started')
        assert(Object.entries(params).every(([key, value]) => !key.includes('token') && value.length <= 200))
        if (captured === null) assert.equal(browser.href(), new URL(href).href)
      }),
      { numRuns: RUNS },
    )
  })

  it('is a response, or a typed error', async () => {
    const body = fc.oneof(
      partly({
        error: anything,
        code: mostly(text),
        errorCode: anything,
        name: anything,
        message: mostly(text),
        description: anything,
      }).map(stringify),
      nearJson,
      text,
    )
    const wait = fc.oneof(
      text.filter((value) => failure(() => new Headers({ 'retry-after': value })) === undefined),
      fc.nat().map(String),
      fc.constantFrom('Wed, 21 Oct 2026 07:28:00 GMT', '-1', '1e9', '99999999999999999999', '9'.repeat(400)),
    )
    const answer = fc.record({
      status: fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(200, 401, 403, 429, 500)),
      body,
      headers: fc.record({ 'retry-after': wait, 'x-ratelimit-reset': wait }, { requiredKeys: [] }),
    })
    await fc.assert(
      fc.asyncProperty(answer, async ({ status, body, headers }) => {
        const content = [204, 205, 304].includes(status) ? null : body
        const fetch = async () => new Response(content, { status, headers: definedOnly(headers) })
        const request = {
          url: 'https://tenant.example/',
          method: 'GET',
          timeoutMs: 1000,
          secrets: ['c', ''],
          fetch,
        } as const
        const error = await send(request).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        if (status < 300) return assert.equal(error, undefined)
        assert(error instanceof AccountLinkingError, String(error))
        const { retryAfter = 0, serverCode, description } = error
        assert(retryAfter >= 0 && Number.isFinite(retryAfter))
        for (const said of [serverCode, description]) {
          assert((said ?? '').length <= 200)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('is the record of a link, or none, and never breaks a page on load', () => {
    const texts = mostly(fc.array(mostly(text)))
    const record = partly({
      client: mostly(text),
      userId: mostly(text),
      request: mostly(partly({ connection: mostly(text) })),
      previousIds: texts,
      callback: mostly(
        partly({
          errorParams: texts,
          params: texts,
          withoutState: mostly(fc.oneof(texts, fc.constant(true))),
        }),
      ),
      redirectUri: mostly(fc.oneof(fc.webUrl(), text)),
      returnTo: mostly(fc.oneof(fc.webUrl(), text)),
      data: mostly(fc.dictionary(text, mostly(text))),
      params: mostly(fc.dictionary(text, mostly(text))),
      startedAt: mostly(fc.constantFrom(0, Date.now())),
      role: mostly(fc.constantFrom('page', 'opener')),
      phase: mostly(fc.constantFrom('started', 'returned')),
      channel: mostly(text),
    }).map((fields) => stringify({ ...fresh, ...fields }))
    const key = `react-linked-accounts:transaction:${STATE}`
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: record }, nearJson, text), (stored) => {
        const browser = createMemoryBrowser(`https://app.example/?code=c&state=${STATE}`)
        browser.storage().setItem(key, stored)
        const found = load(browser, 'transaction', STATE)
        captureLinkReturn(browser)
        const isKept = browser.storage().getItem(key) !== null
        assert.equal(isKept, found !== undefined && Date.now() - found.startedAt < 3_600_000)
        assert(!browser.href().includes(STATE) || found?.returnTo?.includes(STATE))
        if (!found) return
        const { client, userId, request, previousIds, startedAt } = found
        const said = [client, userId, request.connection ?? '', ...(previousIds ?? [])]
        assert(said.every((one) => typeof one === 'string'))
        assert(Number.isFinite(startedAt))
      }),
      { numRuns: RUNS },
    )
  })
})

/** Escapes as browsers do, lone surrogates included. */
function escaped(value: string): string {
  return new URLSearchParams({ value }).toString().slice('value='.length)
}

/** JSON of a value that may contain values that JSON cannot represent. */
function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? ''
}

function definedOnly(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
