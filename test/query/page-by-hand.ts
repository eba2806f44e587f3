import { QueryClient, QueryObserver } from '@tanstack/react-query'
import type { AccountLinkingClient, Identity, IdentityList } from 'react-linked-accounts'
import { AccountLinkingError, type AccountLinkingErrorCode } from 'react-linked-accounts/core'
import { identitiesOptions, linkOptions, unlinkOptions } from 'react-linked-accounts/query'
import { createMemoryBrowser, fakeIdentity } from 'react-linked-accounts/testing'
import { onTestFinished, vi } from 'vitest'
import { loadAll } from '../../src/core/records'
import { renewIdentities } from '../../src/query/identities'
import { loadCheck } from '../../src/query/list-source'

// Loaded before a test uses fake timers, because loading takes real time.
await loadCheck()

export const github = fakeIdentity()
export const google = fakeIdentity({ provider: 'google-oauth2' })
export const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
export const listOf = (...identities: readonly Identity[]): IdentityList => ({ userId: 'ada', identities })

/** Requests of one kind, which are answered manually, the oldest first. */
class Requests<T> {
  count = 0
  private readonly open: { resolve: (answer: T) => void; reject: (error: Error) => void }[] = []

  ask(): Promise<T> {
    this.count += 1
    return new Promise((resolve, reject) => this.open.push({ resolve, reject }))
  }

  async answer(answer: T): Promise<void> {
    this.open.shift()?.resolve(answer)
    await pass()
  }

  /** Answers the newest request before earlier ones. */
  async answerLast(answer: T): Promise<void> {
    this.open.pop()?.resolve(answer)
    await pass()
  }

  async refuse(code: AccountLinkingErrorCode, retryAfter?: number): Promise<void> {
    this.open.shift()?.reject(new AccountLinkingError(code, 'No.', { retryAfter }))
    await pass()
  }
}

/** A server whose responses are sent manually. */
export function serverByHand() {
  const lists = new Requests<IdentityList>()
  const unlinks = new Requests<void>()
  const clientOf = (name: string): AccountLinkingClient => ({
    key: [name],
    userId: 'ada',
    listIdentities: () => lists.ask(),
    unlink: () => unlinks.ask(),
    startLink: async () => ({ url: 'https://provider.example/' }),
  })
  return { lists, unlinks, clientOf }
}

/** A page that shows both identities. */
export async function pageByHand() {
  const { lists, unlinks, clientOf } = serverByHand()
  const client = clientOf('by-hand')
  const browser = createMemoryBrowser('https://app.example/account')
  const queryClient = new QueryClient()
  const options = identitiesOptions(client, { browser })
  onTestFinished(new QueryObserver(queryClient, options).subscribe(() => {}))
  await pass()
  await lists.answer(listOf(github, google))
  return {
    lists,
    unlinks,
    /** Another tab has changed the list. */
    async hearOfChange() {
      void renewIdentities(queryClient, client)
      await pass()
    },
    /** Opens a popup for a link. Resolves to a function that returns the link's current record. */
    async openLink() {
      browser.allowPopups()
      const mutation = queryClient.getMutationCache().build(queryClient, linkOptions(client, { browser }))
      await mutation.execute({ connection: 'github', display: 'popup' })
      return { record: () => loadAll(browser, 'transaction')[0]?.[1] }
    },
    shown: () => queryClient.getQueryData(options.queryKey)?.identities,
    /** Resolves to how the unlink ended: `unlinked`, or the code of its error. */
    async unlink(identity: Identity) {
      const mutation = queryClient.getMutationCache().build(queryClient, unlinkOptions(client, { browser }))
      const outcome = mutation.execute(identity).catch((error: AccountLinkingError) => error.code)
      await pass()
      return { outcome }
    },
  }
}
