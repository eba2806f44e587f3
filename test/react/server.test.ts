import { Writable } from 'node:stream'
import { createElement, Suspense } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { AccountLinkingProvider, useSuspenseLinkedAccounts } from 'react-linked-accounts'
import { createFakeClient, type FakeClient, fakeIdentity } from 'react-linked-accounts/testing'
import { expect, it } from 'vitest'

function Accounts() {
  const { identities } = useSuspenseLinkedAccounts()
  return identities.map(({ accountId }) => accountId).join()
}

/** A request for the page, whose HTML is sent when all of it is there. */
function request(client: FakeClient): Promise<string> {
  const accounts = createElement(Suspense, { fallback: '…' }, createElement(Accounts))
  const page = createElement(AccountLinkingProvider, { client }, accounts)
  return new Promise((resolve, reject) => {
    const chunks: string[] = []
    const html = new Writable({
      write: (chunk, _encoding, next) => {
        chunks.push(String(chunk))
        next()
      },
      final: (done) => {
        resolve(chunks.join(''))
        done()
      },
    })
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(html), onError: reject })
  })
}

it('on a server, a request gets nothing from an earlier one, even for the same user', async () => {
  const client = createFakeClient({ identities: [fakeIdentity({ accountId: 'first' })] })
  expect(await request(client)).toContain('first')
  client.backend.add(fakeIdentity({ accountId: 'second' }))
  expect(await request(client)).toContain('second')
  expect(client.backend.requests.list).toHaveLength(2)
})
