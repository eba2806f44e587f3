import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { github, google, listOf, pageByHand, pass } from './page-by-hand'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an unlink whose list is outdated by another unlink, so that the next list determines the result', () => {
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

  it('is not reported as unlinked if the next list is lost, and its own list includes the identity', async () => {
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

  it('is not reported as unlinked if a list that another tab caused includes it, and its own is lost', async () => {
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

it('for an unlink whose response and last list are lost, any list that came in between counts', async () => {
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

describe('an unlink of a user who is no longer signed in', () => {
  const BOBS = { userId: 'bob', identities: [google] }

  it('is refused if the server says so', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('wrong_user')
    expect(await outcome).toBe('wrong_user')
    expect(lists.count).toBe(1)
  })

  it('has an unknown result if only the list says so', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await lists.answer(BOBS)
    expect(await outcome).toBe('outcome_unknown')
  })

  it('has an unknown result if the response was lost as well', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('timeout')
    await lists.refuse('wrong_user')
    expect(await outcome).toBe('outcome_unknown')
  })

  it('has an unknown result if the first list includes the identity, and the next one says so', async () => {
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
  it('with a conflict has the list requested again, because it may have changed', async () => {
    const { unlink, unlinks, lists, shown } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('conflict')
    expect(await outcome).toBe('conflict')
    await lists.answer(listOf(github))
    expect(shown()).toEqual([github])
  })

  it('for any other reason does not request the list', async () => {
    const { unlink, unlinks, lists } = await pageByHand()
    const { outcome } = await unlink(github)
    await unlinks.refuse('rejected')
    expect(await outcome).toBe('rejected')
    expect(lists.count).toBe(1)
  })
})

describe('an unlink while the window of a link is open', () => {
  it('makes its account count as new for the link, if its list confirms the unlink', async () => {
    const { unlink, unlinks, lists, openLink } = await pageByHand()
    const { record } = await openLink()
    expect(record()?.previousIds).toEqual([github.id, google.id])
    await unlink(github)
    await unlinks.answer()
    await lists.answer(listOf(google))
    expect(record()?.previousIds).toEqual([google.id])
  })

  it('makes its account count as possibly new for the link if no list arrives', async () => {
    const { unlink, unlinks, lists, openLink } = await pageByHand()
    const { record } = await openLink()
    const { outcome } = await unlink(github)
    await unlinks.answer()
    await lists.refuse('forbidden')
    expect(await outcome).toBe('unlinked')
    expect(record()).toMatchObject({ previousIds: [github.id, google.id], unsureIds: [github.id] })
  })
})
