import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { act, type RenderResult, render } from '@testing-library/react'
import { flushSync } from 'react-dom'
import {
  type AccountLinkingClient,
  type AccountLinkingProviderProps,
  useHeldRemovals,
} from 'react-linked-accounts'
import { identitiesOptions } from 'react-linked-accounts/query'
import { vi } from 'vitest'
import { hostsQueryClient, Settings } from '../components/settings'
import type { Page, Sight } from './happenings'
import { sightOf, undoButton, unlinkButton } from './rendered-sight'

/** How a host sets the section up. */
export type Host = (client: AccountLinkingClient, queryClient: QueryClient) => AccountLinkingProviderProps

const CHANNEL = 'react-linked-accounts'

/** A host's page in a browser: what its document shows, and what can be pressed there. */
export class RenderedPage implements Page {
  private readonly frames: (readonly string[])[] = []
  private readonly queryClient = hostsQueryClient()
  private readonly linking: AccountLinkingProviderProps
  private readonly view: RenderResult
  private readonly watch = new MutationObserver(() => {
    const rows = this.sight()?.rows
    if (rows) this.frames.push(rows)
  })
  private isShown = true
  private undoMs = 0
  /** A message of another tab that has not been heard yet. */
  private message: Promise<unknown> | undefined

  constructor(client: AccountLinkingClient, host: Host) {
    this.linking = host(client, this.queryClient)
    this.view = render(this.settings())
    this.watch.observe(this.view.container, { childList: true, subtree: true })
  }

  sight(): Sight | undefined {
    return sightOf(this.view.container)
  }

  takeFrames(): readonly (readonly string[])[] {
    return this.frames.splice(0)
  }

  async during(happen: () => void): Promise<void> {
    await act(async () => {
      happen()
      await this.message
      this.message = undefined
    })
    for (let turn = 0; turn < 2; turn += 1) {
      await act(async () => {
        await nextTask()
        vi.advanceTimersByTime(0)
      })
    }
  }

  unlink(id: string, undoMs: number): void {
    this.undoMs = undoMs
    // Here and now, as the button is pressed in the same breath.
    flushSync(() => this.draw())
    press(unlinkButton(this.view.container, id))
  }

  callOff(id: string): void {
    const { container } = this.view
    press(this.isShown ? undoButton(container, id) : container.querySelector(`button[value="${id}"]`))
  }

  /** By a link, and back by the back button. */
  leave(): void {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  }

  refetch(): void {
    void this.queryClient.refetchQueries(identitiesOptions(this.linking.client))
  }

  hear(): void {
    const otherTab = new BroadcastChannel(CHANNEL)
    // Channels hear in the order in which they were opened: when this one has heard, the page has.
    const last = new BroadcastChannel(CHANNEL)
    this.message = new Promise((resolve) => {
      last.onmessage = ({ data }) => data.from === 'other tab' && resolve(data)
    }).finally(() => {
      otherTab.close()
      last.close()
    })
    const message = { type: 'changed', client: JSON.stringify(this.linking.client.key) }
    otherTab.postMessage({ from: 'other tab', message })
  }

  show(): void {
    this.isShown = true
    this.draw()
  }

  unmount(): void {
    this.isShown = false
    this.draw()
  }

  close(): void {
    this.watch.disconnect()
    this.view.unmount()
    this.queryClient.clear()
    onlineManager.setOnline(true)
  }

  private draw(): void {
    this.view.rerender(this.settings())
  }

  private settings() {
    return (
      <Settings
        {...this.linking}
        queryClient={this.queryClient}
        confirm={this.undoMs > 0 ? 'undo' : 'none'}
        undoMs={this.undoMs}
      >
        {this.isShown ? undefined : <Elsewhere />}
      </Settings>
    )
  }
}

/** Another view of the host's, where what waits can be called off as well. */
function Elsewhere() {
  const { held, callOff } = useHeldRemovals()
  return held.map(({ identity: { id } }) => (
    <button key={id} type="button" value={id} onClick={() => callOff(id)}>
      Keep it
    </button>
  ))
}

function press(button: HTMLElement | null | undefined): void {
  if (!button) throw new Error('There is no such button to press.')
  button.click()
}

/** The next task of the browser's, by when everything has gone on that waits for no clock. */
function nextTask(): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(null)
  })
}
