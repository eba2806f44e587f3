'use client'
import { useEffect } from 'react'
import { useAccountLinking } from '../react/context'
import { useMessages } from '../react/use-messages'
import { useNoticeOwner } from '../react/use-notice-owner'
import { useClassNames } from './slots'

/** The skeleton of the list. It is as high as the rows, so that nothing moves when the list arrives. */
export function LoadingList() {
  const { messages, format } = useMessages()
  const classOf = useClassNames()
  return (
    <div role="status" className="la-loading" data-slot="loading">
      <span className="la-visually-hidden">{format(messages.loading, {})}</span>
      {[1, 2, 3].map((row) => (
        <div key={row} className={classOf('row')} aria-hidden="true">
          <span className="la-tile la-skeleton" />
          <div className="la-row-body">
            <div className="la-names">
              <span className="la-bar" />
              <span className="la-bar" />
            </div>
            <span className={row === 1 ? 'la-locked la-bar' : 'la-skeleton-button la-skeleton'} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** The skeleton of the connections, as high as one row of buttons. */
export function LoadingConnections() {
  const { connections } = useAccountLinking()
  const classOf = useClassNames()
  if (connections.length === 0) return null
  return (
    <div className={classOf('connections')} aria-hidden="true">
      <span className="la-bar" />
      <div className="la-connection-list">
        {connections.slice(0, 2).map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no ids
          <span key={index} className="la-skeleton-link la-skeleton" />
        ))}
      </div>
      {connections.length > 2 && <span className="la-bar" />}
    </div>
  )
}

/** The skeleton of the card while its code loads. */
export function LoadingContent({ onShown }: { onShown: () => void }) {
  const classOf = useClassNames()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the skeleton is shown
  useEffect(onShown, [])
  // Claims the notices, so that no button shows a result that the card is about to show.
  useNoticeOwner()
  return (
    <>
      <div className="la-notices" />
      <LoadingList />
      <div className={classOf('footer')}>
        <LoadingConnections />
      </div>
    </>
  )
}
