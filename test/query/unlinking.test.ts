import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { github, google, listOf, pageByHand, pass } from './page-by-hand'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an unlink whose list is outdated by another unlink, so that the next list decides', () => {
  /** The server confirms both. The list of the first one is on its way when the second is confirmed. */
  async function overtaken(list = listOf(github, google)) {
    const page = await pageByHand()
    const first = await page.unlink(github)
    await page.unlinks.answer()
    await page.unlink(google)
    await page.unlinks.answer()
    await page.lists.answer(list)
    return { ...page, outcome: first.outcome }
  }

  it('is not called unlinked if the next list is lost, and its own list shows the identity', async () => {
    const { lists, outcome } = await overtaken()
    await lists.refuse('forbidden')
    await pass(1000)
    await lists.refuse('forbidden')
    expect(await outcome).toBe('outcome_unknown')
  })

  it('is unlinked if the next list is lost, and its own list lacks the identity', async () => {
    const { lists, outcome, shown } = await overtaken(listOf(google))
    await lists.refuse('wrong_user')
    expect(await outcome).toBe('unlinked')
    expect(shown()).toEqual([google])
  })

  it('is not called unlinked if a list that another tab had asked for shows it, and its own is lost', async () => {
    const { unlink, unlinks, lists, hearOfChange } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await hearOfChange()
    await lists.answerLast(listOf(github))
    // By now a later change outdates the own list as well.
    await unlink(google)
    await unlinks.answer()
    await lists.refuse('forbidden')
    await lists.refuse('forbidden')
    await pass(1000)
    await lists.refuse('forbidden')
    expect(await outcome).toBe('outcome_unknown')
  })
})

it('an unlink whose answer and last list are lost is judged by any list that came in between', async () => {
  const { unlink, unlinks, lists, hearOfChange, shown } = await pageByHand()
  const { outcome } = await unlink(github)
  await unlinks.refuse('network')
  await lists.answer(listOf(github, google))
  await hearOfChange()
  await pass(1000)
  // Asked for by the other tab's change, and outdated by the second look of the unlink.
  await lists.answer(listOf(google))
  await lists.refuse('forbidden')
  expect(await outcome).toBe('unlinked')
  expect(shown()).toEqual([google])
})

describe('an unlink of somebody who is not signed in anymore', () => {
  const BOBS = { userId: 'bob', identities: [google] }

  it('is refused if the server says so', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('wrong_user')
    expect(await outcome).toBe('wrong_user')
    expect(lists.count).toBe(1)
  })

  it('is not known to be linked if only the list says so', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await lists.answer(BOBS)
    expect(await outcome).toBe('outcome_unknown')
  })

  it('is not known to be linked if the answer was lost as well', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('timeout')
    await lists.refuse('wrong_user')
    expect(await outcome).toBe('outcome_unknown')
  })

  it('is not known to be linked if the first list shows it, and the next one says so', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await lists.answer(listOf(github, google))
    await pass(1000)
    await lists.answer(BOBS)
    expect(await outcome).toBe('outcome_unknown')
  })
})

describe('an unlink that the server refuses', () => {
  it('with a conflict has the list asked for again, as it may have changed', async () => {
    const { unlink, unlinks, lists, shown } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('conflict')
    expect(await outcome).toBe('conflict')
    await lists.answer(listOf(github))
    expect(shown()).toEqual([github])
  })

  it('for any other reason leaves the list as it is', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('rejected')
    expect(await outcome).toBe('rejected')
    expect(lists.count).toBe(1)
  })
})

describe('an unlink while the window of a link is open', () => {
  it('makes its account new to the link, as its list shows', async () => {
    const { unlink, unlinks, lists, openLink } = await pageByHand()
    const { record } = await openLink()
    expect(record()?.previousIds).toEqual([github.id, google.id])
    await unlink(github)
    await unlinks.answer()
    await lists.answer(listOf(google))
    expect(record()?.previousIds).toEqual([google.id])
  })

  it('makes its account one that may be new to the link if no list comes', async () => {
    const { unlink, unlinks, lists, openLink } = await pageByHand()
    const { record } = await openLink()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await lists.refuse('forbidden')
    expect(await outcome).toBe('unlinked')
    expect(record()).toMatchObject({ previousIds: [github.id, google.id], unsureIds: [github.id] })
  })
})
