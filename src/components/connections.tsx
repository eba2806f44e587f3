'use client'
import { type ConnectionOption, useAccountLinking } from '../react/context'
import { LinkAccountButton } from './link-account-button'
import { fill, useWords } from './words'

/** The connections that can be added now. */
export function useOffered(linked: ReadonlySet<string>): readonly ConnectionOption[] {
  const { connections } = useAccountLinking()
  return connections.filter(({ name, single }) => !(single && linked.has(name)))
}

/** A button for each connection that can be added. */
export function Connections({ linked }: { linked: ReadonlySet<string> }) {
  const { messages, nameOf } = useWords()
  const offered = useOffered(linked)
  if (offered.length === 0) return null
  return (
    <div className="la-connections" data-slot="connections">
      <h3 className="la-subheading">{messages.addHeading}</h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for no list, unless told. */}
      <ul className="la-connection-list" role="list">
        {offered.map(({ name }) => (
          <li key={name} className="la-connection">
            <LinkAccountButton connection={name}>
              {fill(linked.has(name) ? messages.linkAnother : messages.link, { provider: nameOf(name) })}
            </LinkAccountButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
