import type { LinkResult } from 'react-linked-accounts/core'
import type { Bugs } from './bug'

export const returningBugs: Bugs = {
  'has no result for an address that is not a return of its own': [
    {
      bug: 'takes every code for its own',
      plant: ({ finishLink }) => ({
        async finishLink(url, list) {
          if (url?.includes('code=SAVE10')) return { status: 'missing_transaction', connection: null }
          return finishLink(url, list)
        },
      }),
    },
  ],
  'leaves such an address as it is': [
    {
      bug: 'cleans the address before it looks',
      plant: ({ browser, finishLink }) => ({
        finishLink(...args) {
          const { origin, pathname } = new URL(browser.href())
          browser.replaceUrl(origin + pathname)
          return finishLink(...args)
        },
      }),
    },
  ],
  'takes its own return out of the address of the page, and nothing else': [
    {
      bug: 'leaves it there',
      plant: ({ browser, finishLink }) => ({ finishLink: (_url, list) => finishLink(browser.href(), list) }),
    },
    {
      bug: 'cuts off the query',
      plant: ({ browser, finishLink }) => ({
        finishLink(_url, list) {
          const { href, origin, pathname } = new URL(browser.href())
          browser.replaceUrl(origin + pathname)
          return finishLink(href, list)
        },
      }),
    },
  ],
  'gives the same result for the same return, however often it is asked': [
    {
      bug: 'has used up the return the second time',
      plant: ({ finishLink }) => {
        const used = new Set<string | undefined>()
        return {
          async finishLink(url, list) {
            if (used.has(url)) return { status: 'missing_transaction', connection: null }
            used.add(url)
            return finishLink(url, list)
          },
        }
      },
    },
    {
      bug: 'links again each time',
      plant: ({ backend, finishLink }) => ({
        async finishLink(...args) {
          const result = await finishLink(...args)
          const { length } = backend.identities()
          if (result?.identity)
            backend.add({ ...result.identity, id: `github|${length}`, userId: `${length}` })
          return result
        },
      }),
    },
  ],
  'calls a return that nobody here has started missing_transaction': [
    {
      bug: 'believes any state',
      plant: ({ backend, finishLink }) => ({
        async finishLink(...args) {
          const result = await finishLink(...args)
          if (result?.status !== 'missing_transaction') return result
          return { status: 'linked', connection: null, identity: backend.identities().at(-1) }
        },
      }),
    },
    {
      bug: 'forgets the real link over the forged one',
      plant: ({ finishLink }) => {
        let first: Promise<LinkResult | null> | undefined
        return {
          finishLink(...args) {
            first ??= finishLink(...args)
            return first
          },
        }
      },
    },
  ],
  'calls it wrong_user when somebody else is signed in on return': [
    {
      bug: 'compares nothing but the lists',
      plant: ({ finishLink, listIdentities }) => {
        const started = listIdentities().then(({ userId }) => userId)
        return {
          finishLink: (url) =>
            finishLink(url, async () => ({ ...(await listIdentities()), userId: await started })),
        }
      },
    },
  ],
}
