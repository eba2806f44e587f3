import { ensure, ensureSame, need } from './assertions'
import { leave, openPage } from './link'
import type { ContractClause } from './subject'

export const callback: readonly ContractClause[] = [
  {
    id: 'callback.address',
    clause: 'removes a callback from the page’s URL, and nothing else',
    async check(subject) {
      const page = openPage(subject)
      const start = new URL(page.browser.href())
      const address = await leave(subject, page, 'new')
      if (typeof address !== 'string') return
      const url = new URL(address)
      url.searchParams.append('view', 'compact')
      const next = page.load(url.href)
      start.searchParams.append('view', 'compact')
      ensureSame(next.browser.href(), start.href, 'The URL of the page')
      ensureSame((await next.resume())?.status, 'linked', 'The status')
    },
  },
  {
    id: 'callback.list-fails',
    clause: 'does not report a link as linked while the list cannot be read',
    async check(subject) {
      const page = openPage(subject)
      const url = await leave(subject, page, 'new')
      if (typeof url !== 'string') return
      await subject.makeListFail()
      const result = await page.comeBack(url)
      ensureSame(result?.status, 'unverified', 'The status')
      ensure(result?.error !== undefined, 'The result has no error.')
    },
  },
  {
    id: 'callback.other-user',
    clause: 'reports wrong_user if another user is signed in on return, and links nothing to them',
    async check(subject) {
      const page = openPage(subject)
      const url = await leave(subject, page, 'new')
      if (typeof url !== 'string') return
      const other = await need(subject, 'switchUser')()
      const before = await other.truth()
      const result = await page.comeBackAs(other.client, url)
      ensureSame(result?.status, 'wrong_user', 'The status')
      ensureSame(await other.truth(), before, 'Linked to the other user')
    },
  },
]
