import { QueryClient } from '@tanstack/react-query'
import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Component, type ReactNode, StrictMode, Suspense, startTransition, useState } from 'react'
import {
  type AccountLinkingClient,
  LinkedAccounts,
  useLinkAccount,
  useLinkedAccounts,
  useMessages,
  useSuspenseLinkedAccounts,
  useUnlinkAccount,
} from 'react-linked-accounts'
import { createFakeClient, type FakeClient } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { Settings } from './settings'

/** A host component that uses these hooks, on its page. */
function onPage<Value>(client: FakeClient, hook: () => Value) {
  const queryClient = new QueryClient()
  return renderHook(hook, {
    wrapper: ({ children }) => (
      <Settings client={client} queryClient={queryClient}>
        {children}
      </Settings>
    ),
  })
}

const useAll = () => ({ list: useLinkedAccounts(), linking: useLinkAccount(), unlinking: useUnlinkAccount() })

/** The same after the list has loaded, with the GitHub identity. */
async function withGitHub(client: FakeClient) {
  const { result, rerender } = onPage(client, useAll)
  await waitFor(() => expect(result.current.list.isPending).toBe(false))
  const github = result.current.list.identities?.find(({ id }) => id === 'github|1815')
  if (!github) throw new Error('There is no GitHub account in the list.')
  return { result, rerender, github }
}

describe('unlinkAsync', () => {
  it('resolves when the server has confirmed it', async () => {
    const { result, github } = await withGitHub(createFakeClient())
    await act(async () => expect(await result.current.unlinking.unlinkAsync(github)).toBe('unlinked'))
    expect(result.current.list.identities?.map(({ id }) => id)).not.toContain('github|1815')
  })

  it('rejects with the reason, which stays in the list until it is reset', async () => {
    const { result, github } = await withGitHub(createFakeClient('unlinkFails'))
    await act(async () => {
      await expect(result.current.unlinking.unlinkAsync(github)).rejects.toMatchObject({ code: 'forbidden' })
    })
    expect(result.current.list.unlinkErrors.get('github|1815')).toMatchObject({ code: 'forbidden' })
    act(() => result.current.unlinking.reset())
    await waitFor(() => expect(result.current.list.unlinkErrors.size).toBe(0))
  })

  it('resolves to null while an unlink of the same identity is pending, and sends nothing', async () => {
    const client = createFakeClient()
    const { result, github } = await withGitHub(client)
    const release = client.backend.hold('unlink')
    await act(async () => {
      const first = result.current.unlinking.unlinkAsync(github)
      expect(await result.current.unlinking.unlinkAsync(github)).toBeNull()
      release()
      await first
    })
    expect(client.backend.requests.unlink).toEqual(['github|1815'])
  })
})

describe('linkAsync', () => {
  it('rejects if the link could not start, with the error in the state until it is reset', async () => {
    const client = createFakeClient()
    client.backend.failNext('link', 'forbidden')
    const { result } = await withGitHub(client)
    await act(async () => {
      await expect(result.current.linking.linkAsync({ connection: 'github' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    })
    await waitFor(() => expect(result.current.linking).toMatchObject({ isError: true, isPending: false }))
    act(() => result.current.linking.reset())
    await waitFor(() => expect(result.current.linking).toMatchObject({ isError: false, error: null }))
  })

  it('resolves when the page is in use again without having left', async () => {
    const client = createFakeClient()
    const { result } = await withGitHub(client)
    const linked = vi.fn()
    act(() => void result.current.linking.linkAsync({ connection: 'github' }).then(linked))
    await client.browser.departure()
    expect(linked).not.toHaveBeenCalled()
    await act(async () => client.browser.back())
    await waitFor(() => expect(linked).toHaveBeenCalledOnce())
  })
})

it('functions stay the same between renders, whatever happens in between', async () => {
  const { result, rerender, github } = await withGitHub(createFakeClient('unlinkFails'))
  const functions = () => {
    const { list, linking, unlinking } = result.current
    return [list.refetch, linking.link, linking.linkAsync, ...Object.values(unlinking)]
  }
  const before = functions()
  rerender()
  await act(async () => void (await unlinkingFails(result.current.unlinking.unlinkAsync(github))))
  const after = functions()
  expect(after.filter((one, index) => one !== before[index])).toEqual([])
})

const unlinkingFails = (unlinked: Promise<unknown>) =>
  expect(unlinked).rejects.toMatchObject({ code: 'forbidden' })

it('useMessages describes results and errors, for a toast', async () => {
  const client = createFakeClient('unlinkFails')
  const { result } = onPage(client, () => ({ ...useAll(), words: useMessages() }))
  await waitFor(() => expect(result.current.list.isPending).toBe(false))
  const { words } = result.current
  expect(words.describeResult({ status: 'cancelled', request: { connection: 'github' } })).toEqual({
    title: "GitHub wasn't linked",
    body: 'Sign-in was canceled.',
  })
  expect(words.nameOf('windowslive')).toBe('Microsoft')
})

class Boundary extends Component<{ children: ReactNode }> {
  override state = { code: '' }
  static getDerivedStateFromError = (error: { code: string }) => ({ code: error.code })
  override render = () => (this.state.code ? <p role="alert">{this.state.code}</p> : this.props.children)
}

function Count() {
  const { identities } = useSuspenseLinkedAccounts()
  return <p>{identities.length} accounts</p>
}

describe('useSuspenseLinkedAccounts', () => {
  const page = (client: FakeClient) => (
    <StrictMode>
      <Settings
        client={client}
        queryClient={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <Boundary>
          <Suspense fallback="One moment">
            <Count />
            <LinkedAccounts confirm="none" />
          </Suspense>
        </Boundary>
      </Settings>
    </StrictMode>
  )

  it('suspends until there is a list, and then follows it', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const release = client.backend.hold('list')
    render(page(client))
    expect(await screen.findByText('One moment')).toBeVisible()
    release()
    expect(await screen.findByText('3 accounts')).toBeVisible()
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    expect(await screen.findByText('2 accounts')).toBeVisible()
    expect(client.backend.requests.list[0]).toBe(client.backend.requests.list[1])
  })

  it('passes the error of a failed first list to the error boundary', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    render(page(createFakeClient({ list: 'forbidden' })))
    expect(await screen.findByRole('alert')).toHaveTextContent('forbidden')
    vi.restoreAllMocks()
  })
})

it('a page that navigates in a transition keeps the card until the next page is ready', async () => {
  const client = createFakeClient()
  const user = userEvent.setup()
  let next = () => {}
  function Page() {
    const [isNext, setIsNext] = useState(false)
    next = () => startTransition(() => setIsNext(true))
    return isNext ? <Count /> : <LinkedAccounts confirm="none" />
  }
  const release = client.backend.hold('unlink')
  render(
    <Settings client={client}>
      <Suspense fallback="One moment">
        <Page />
      </Suspense>
    </Settings>,
  )
  await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  act(() => next())
  expect(await screen.findByText('2 accounts')).toBeVisible()
  expect(screen.queryByText('One moment')).toBeNull()
  release()
  await waitFor(() => expect(client.backend.identities()).toHaveLength(2))
  expect(screen.getByText('2 accounts')).toBeVisible()
})

describe('a client that is replaced while something runs, such as an inline client', () => {
  /** The same backend and user, with functions from another render. */
  const inline = (client: FakeClient, calls: string[], name: string): AccountLinkingClient => ({
    ...client,
    unlink: (...args) => {
      calls.push(name)
      return client.unlink(...args)
    },
  })

  it('continues: the undo window stays, and the latest client sends', async () => {
    const client = createFakeClient()
    const user = userEvent.setup()
    const calls: string[] = []
    const page = (name: string) => (
      <Settings
        client={inline(client, calls, name)}
        browser={client.browser}
        confirm="undo"
        undoMs={60_000}
      />
    )
    const { rerender } = render(page('first'))
    await user.click(await screen.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
    const undo = await screen.findByRole('button', { name: /^Undo/ })
    rerender(page('second'))
    expect(undo).toBeVisible()
    expect(undo).toHaveFocus()
    act(() => client.browser.fire('pagehide'))
    await waitFor(() => expect(calls).toEqual(['second']))
    expect(client.backend.requests.list.length).toBeLessThanOrEqual(2)
  })

  it('completes a link after the return, once', async () => {
    const client = createFakeClient({ returned: 'linked' })
    const completed: string[] = []
    let complete = () => {}
    const page = (name: string) => (
      <Settings
        browser={client.browser}
        client={{
          ...client,
          finishLink: () => {
            completed.push(name)
            return new Promise<void>((resolve) => (complete = resolve))
          },
        }}
      />
    )
    const { rerender } = render(page('first'))
    await waitFor(() => expect(completed).toEqual(['first']))
    rerender(page('second'))
    complete()
    expect(await screen.findByRole('group', { name: 'GitHub linked' })).toBeVisible()
    expect(completed).toEqual(['first'])
  })
})
