import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { AccountLinkingError } from '../../src/core/errors'
import { send } from '../../src/core/http'
import { parseUser } from '../../src/core/identity'
import { parseJson } from '../../src/core/json'
import { readLinkReturn } from '../../src/core/link-return'
import { isExpired, type PendingLink, recallLink, rememberLink } from '../../src/core/pending-link'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { anything, mostly, nearJson, partly, text, user } from './payloads'

const RUNS = 20_000

function failure(act: () => unknown): unknown {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}

describe('whatever comes in', { timeout: 60_000 }, () => {
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
          const { userId, identities } = parseUser(payload)
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

  it('is a return of this kit, or none', () => {
    const name = fc.oneof(
      fc.constantFrom('code', 'state', 'error', 'error_description', 'access_token', 'scope'),
      text,
    )
    const state = fc.constantFrom('rla_abc', 'rlap_abc', 'rla_', 'theirs')
    const pairs = fc
      .array(fc.tuple(name, fc.oneof(state, text)), { maxLength: 6 })
      .map((list) => list.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('&'))
    const address = fc
      .tuple(fc.constantFrom('https://app.example/', '/account', 'app:/', ''), pairs, fc.oneof(pairs, text))
      .map(([page, query, fragment]) => `${page}?state=rla_abc&${query}#${fragment}`)
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: address }, fc.webUrl(), text), (href) => {
        const linkReturn = readLinkReturn(href, 'https://app.example/')
        if (!linkReturn) return
        assert.match(linkReturn.state, /^rlap?_/)
        for (const said of [linkReturn.error, linkReturn.description]) {
          assert((said ?? '').length <= 200)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('is an answer of the server, or a typed error', async () => {
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

  it('is the record of a link, or none', () => {
    const record = partly({
      client: mostly(text),
      connection: mostly(text),
      userId: mostly(text),
      before: mostly(fc.array(mostly(text))),
      renews: mostly(text),
      returnTo: mostly(text),
      startedAt: mostly(fc.constantFrom(0, Date.now())),
    }).map(stringify)
    const key = 'react-linked-accounts:link:s'
    const fresh: PendingLink = {
      client: 'c',
      connection: null,
      userId: 'u',
      before: [],
      renews: null,
      keepsake: null,
      returnTo: null,
      startedAt: Date.now(),
    }
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: record }, nearJson, text), (stored) => {
        const browser = createMemoryBrowser('https://app.example/')
        browser.storage().setItem(key, stored)
        const pending = recallLink(browser, 's')
        rememberLink(browser, 'other', fresh)
        const isKept = browser.storage().getItem(key) !== null
        assert.equal(isKept, pending !== undefined && !isExpired(pending))
        if (!pending) return
        const { client, userId, connection, renews, returnTo, before, startedAt } = pending
        const texts = [client, userId, connection ?? '', renews ?? '', returnTo ?? '', ...before]
        assert(texts.every((one) => typeof one === 'string'))
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

/** JSON of a value that may hold what JSON cannot say. */
function stringify(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? ''
}

function definedOnly(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
