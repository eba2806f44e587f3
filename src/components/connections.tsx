'use client'
import { memo } from 'react'
import { type ConnectionOption, useAccountLinking } from '../react/context'
import { useFeatures } from '../react/use-features'
import { LinkAccountButton } from './link-account-button'
import { format, useMessages } from './use-messages'

/** The connections that can be linked now. */
export function useOffered(linked: ReadonlySet<string>): readonly ConnectionOption[] {
  const { connections } = useAccountLinking()
  const { onePerConnection = false } = useFeatures()
  return connections.filter(({ name, single = onePerConnection }) => !(single && linked.has(name)))
}

/** A button for each connection that can be linked. */
export const Connections = memo(function Connections({ linked }: { linked: ReadonlySet<string> }) {
  const { messages, nameOf } = useMessages()
  const offered = useOffered(linked)
  if (offered.length === 0) return null
  return (
    <div className="la-connections" data-slot="connections">
      <h3 className="la-subheading">{messages.addHeading}</h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets */}
      <ul className="la-connection-list" role="list">
        {offered.map(({ name }) => (
          <li key={name} className="la-connection">
            <LinkAccountButton connection={name}>
              {format(linked.has(name) ? messages.linkAnother : messages.link, { provider: nameOf(name) })}
            </LinkAccountButton>
          </li>
        ))}
      </ul>
    </div>
  )
})
