import { describe, expect, it, vi } from 'vitest'
import type { LinkFailure } from '../../src/core/client'
import { AccountLinkingError } from '../../src/core/errors'
import { parseUser } from '../../src/core/identity'
import { createLinkFlow } from '../../src/core/link-flow'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { surface } from './surface'

const PAGE = 'https://app.example.com/account'

const ann = { provider: 'auth0', user_id: 'ann' }
const github = { provider: 'github', user_id: '1' }
const google = { provider: 'google-oauth2', user_id: '2' }
const listOf = (...identities: object[]) => parseUser({ identities })

/** A flow on a page of its own, and how it ends when it comes back with the parameters to the list. */
function started(connection?: string, statuses: Record<string, LinkFailure> = {}) {
  const browser = createMemoryBrowser(PAGE)
  const options = { browser, clientKey: ['classic', 'tenant'], statuses }
  const state = createLinkFlow(options).begin({ connection }, listOf(ann, github))
  const comeBack = (parameters: string, list = async () => listOf(ann, github)) =>
    createLinkFlow(options).finish(`${PAGE}?${parameters}&state=${state}`, list)
  return { browser, options, state, comeBack }
}

describe('a link that came back without error', () => {
  it('is linked if the list has a new identity', async () => {
    const after = listOf(ann, github, google)
    const result = await started('google-oauth2').comeBack('code=c', async () => after)
    expect(result).toEqual({ status: 'linked', connection: 'google-oauth2', identity: after.identities[2] })
  })

  it('names the identity of the connection that was asked for, if others are new as well', async () => {
    const after = listOf(ann, github, { provider: 'sms', user_id: '9' }, google)
    const result = await started('google-oauth2').comeBack('code=c', async () => after)
    expect(result?.identity?.id).toBe('google-oauth2|2')
  })

  it('names the new identity if the person was to choose the connection', async () => {
    const after = listOf(ann, github, google)
    const result = await started().comeBack('access_token=t', async () => after)
    expect(result).toMatchObject({ status: 'linked', connection: null, identity: { id: 'google-oauth2|2' } })
  })

  it('tells a second account of one provider from the first', async () => {
    const after = listOf(ann, github, { provider: 'github', user_id: '7' })
    const result = await started('github').comeBack('code=c', async () => after)
    expect(result?.identity?.id).toBe('github|7')
  })

  it.each([
    ['is the same', listOf(ann, github)],
    ['is shorter', listOf(ann)],
  ])('is unchanged if the list %s', async (_what, after) => {
    expect(await started('github').comeBack('code=c', async () => after)).toEqual({
      status: 'unchanged',
      connection: 'github',
    })
  })

  it("is the wrong user's if the list is somebody else's, whatever it holds", async () => {
    const after = listOf({ provider: 'auth0', user_id: 'bob' }, ann, github, google)
    expect(await started('google-oauth2').comeBack('code=c', async () => after)).toEqual({
      status: 'wrong_user',
      connection: 'google-oauth2',
    })
  })

  it('is unverified if the list cannot be read', async () => {
    const error = new AccountLinkingError('rate_limited', 'The server answered 429.', { retryAfter: 12 })
    expect(await started('github').comeBack('code=c', () => Promise.reject(error))).toEqual({
      status: 'unverified',
      connection: 'github',
      error,
    })
  })

  it('does not hide a mistake in a list function of the host', async () => {
    const mistake = new TypeError('list is not iterable')
    await expect(started('github').comeBack('code=c', () => Promise.reject(mistake))).rejects.toBe(mistake)
  })
})

describe('a link that came back with an error', () => {
  const statuses: Record<string, LinkFailure> = {
    access_denied: 'cancelled',
    unauthorized: 'denied',
    taken: 'already_linked',
  }

  it.each([
    ['access_denied', 'cancelled'],
    ['unauthorized', 'denied'],
    ['taken', 'already_linked'],
    ['server_error', 'failed'],
    ['login_required', 'failed'],
    ['constructor', 'failed'],
    ['__proto__', 'failed'],
    ['toString', 'failed'],
  ])('of %s is %s, and the list is not asked for', async (serverCode, status) => {
    const list = vi.fn(async () => listOf(ann, github, google))
    const result = await started('github', statuses).comeBack(
      `error=${serverCode}&error_description=Because.`,
      list,
    )
    expect(result).toMatchObject({
      status,
      connection: 'github',
      error: {
        name: 'AccountLinkingError',
        code: 'rejected',
        message: `The link came back with the error ${serverCode}.`,
        serverCode,
        description: 'Because.',
      },
    })
    expect(list).not.toHaveBeenCalled()
  })

  it('is failed if it carries a parameter twice', async () => {
    const list = vi.fn(async () => listOf(ann, github, google))
    const result = await started('github').comeBack('code=a&code=b', list)
    expect(result).toMatchObject({ status: 'failed', error: { serverCode: 'invalid_request' } })
    expect(list).not.toHaveBeenCalled()
  })

  it('tells neither code nor state in its result', async () => {
    const { state, comeBack } = started('github')
    const result = await comeBack(`code=canary&error=bad-canary&error_description=canary`)
    expect(surface(result)).not.toContain('canary')
    expect(surface(result)).not.toContain(state)
  })
})

describe('asking for a result', () => {
  it('gives the same promise for the same return', async () => {
    const { comeBack } = started('google-oauth2')
    const list = vi.fn(async () => listOf(ann, github, google))
    const first = comeBack('code=c', list)
    expect(comeBack('code=c', list)).toBe(first)
    await first
    expect(comeBack('code=c', list)).toBe(first)
    expect(list).toHaveBeenCalledTimes(1)
  })

  it('takes the return from the address of the page, and cleans it', async () => {
    const { browser, options, state } = started('google-oauth2')
    browser.arrive(`${PAGE}?tab=linked&code=c&state=${state}`)
    const finish = () => createLinkFlow(options).finish(undefined, async () => listOf(ann, github, google))
    const first = finish()
    expect(browser.href()).toBe(`${PAGE}?tab=linked`)
    expect(finish()).toBe(first)
    expect(await first).toMatchObject({ status: 'linked' })
  })

  it.each(['/account?code=c&state=', '?code=c&state='])(
    'takes an address without origin: %s',
    async (address) => {
      const { options, state } = started('google-oauth2')
      const result = createLinkFlow(options).finish(address + state, async () => listOf(ann, github, google))
      expect(await result).toMatchObject({ status: 'linked' })
    },
  )

  it.each([
    PAGE,
    `${PAGE}?code=SAVE10`,
    `${PAGE}?code=c&state=theirs`,
    'http://[?code=canary&state=rla_x',
    '',
  ])('gives nothing for %j', async (address) => {
    const { options } = started('github')
    expect(await createLinkFlow(options).finish(address, async () => listOf(ann))).toBeNull()
  })
})

describe('several clients on one page', () => {
  const after = async () => listOf(ann, github, google)
  const others = { clientKey: ['another', 'tenant'], statuses: {} }

  it("leaves another's return alone, before it was judged and after", async () => {
    const { browser, options, state } = started('google-oauth2')
    browser.arrive(`${PAGE}?code=c&state=${state}`)
    const another = createLinkFlow({ ...others, browser })

    expect(await another.finish(undefined, after)).toBeNull()
    expect(await createLinkFlow(options).finish(undefined, after)).toMatchObject({ status: 'linked' })
    expect(await another.finish(undefined, after)).toBeNull()
  })

  it('says that somebody else came back, though clients are told apart by user', async () => {
    const { browser, options, state } = started('google-oauth2')
    const bobs = createLinkFlow({ ...options, browser, userId: 'auth0|bob' })
    const list = async () => listOf({ provider: 'auth0', user_id: 'bob' })
    expect(await bobs.finish(`${PAGE}?code=c&state=${state}`, list)).toMatchObject({ status: 'wrong_user' })
  })

  it('does not show the result of one user to the next who signs in on the page', async () => {
    const { browser, options, state } = started('google-oauth2')
    browser.arrive(`${PAGE}?code=c&state=${state}`)
    const flowOf = (userId?: string) => createLinkFlow({ ...options, userId })

    expect(await flowOf('auth0|ann').finish(undefined, after)).toMatchObject({ status: 'linked' })
    expect(await flowOf('auth0|bob').finish(undefined, after)).toBeNull()
    expect(await flowOf('auth0|ann').finish(undefined, after)).toMatchObject({ status: 'linked' })
  })

  it('gives the result to a client that learns of its user late', async () => {
    const { browser, options, state } = started('google-oauth2')
    browser.arrive(`${PAGE}?code=c&state=${state}`)
    const first = createLinkFlow(options).finish(undefined, after)
    expect(createLinkFlow({ ...options, userId: 'auth0|ann' }).finish(undefined, after)).toBe(first)
  })
})
