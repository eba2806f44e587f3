'use client'
import { memo, useState } from 'react'
import { type ConnectionOption, useAccountLinking } from '../react/context'
import { useFeatures } from '../react/use-features'
import { useServerList } from '../react/use-linked-accounts'
import { useMessages } from '../react/use-messages'
import { useStable } from '../react/use-stable'
import { LinkAccountButton } from './link-account-button'
import { LoadingConnections } from './loading'
import { useClassNames } from './slots'

export interface LinkedAccountsConnectionsProps {
  /** Level of its heading. Default 3. */
  headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined
}

/** The connections that can be linked: first those without an identity, and the others behind a button. */
export function LinkedAccountsConnections({ headingLevel = 3 }: LinkedAccountsConnectionsProps) {
  const { messages, format, nameOf } = useMessages()
  const { connections, providers } = useAccountLinking()
  const { onePerConnection = false } = useFeatures()
  const { data } = useServerList()
  const [isOpen, setIsOpen] = useState(false)
  const classOf = useClassNames()
  const linked = new Set(data?.identities.map(({ connection }) => connection))
  const offered = connections.filter(
    ({ name, provider = name, single = onePerConnection }) =>
      !(single && linked.has(name)) && !providers[name]?.hidden && !providers[provider]?.hidden,
  )
  const first = offered.filter(({ name }) => !linked.has(name))
  const more = offered.filter(({ name }) => linked.has(name))
  // Behind a disclosure, but for one alone, which would open nothing but itself.
  const hasDisclosure = first.length > 0 && more.length > 1
  const [shown, disclosed] = useStable([
    [...first.map(toLink), ...(hasDisclosure ? [] : more.map(toLinkAgain))],
    more.map(toLinkAgain),
  ] as const)
  if (!data) return <NoList />
  if (offered.length === 0) return null
  const Subheading: `h${2 | 3 | 4 | 5 | 6}` = `h${headingLevel}`
  const names = new Intl.ListFormat(undefined, { type: 'disjunction' }).format(
    more.map(({ name }) => nameOf(name)),
  )
  return (
    <div className={classOf('connections')} data-slot="connections">
      <Subheading className={classOf('subheading')}>{format(messages.addHeading, {})}</Subheading>
      <Buttons buttons={shown} />
      {hasDisclosure && (
        <button
          type="button"
          className="la-button la-quiet la-more"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {format(messages.linkMore, { providers: names })}
        </button>
      )}
      {hasDisclosure && isOpen && <Buttons buttons={disclosed} />}
    </div>
  )
}

function NoList() {
  const { error, isFetching } = useServerList()
  return error && !isFetching ? null : <LoadingConnections />
}

interface LinkButtonOf {
  name: string
  isAnother: boolean
}

const toLink = ({ name }: ConnectionOption): LinkButtonOf => ({ name, isAnother: false })
const toLinkAgain = ({ name }: ConnectionOption): LinkButtonOf => ({ name, isAnother: true })

const Buttons = memo(function Buttons({ buttons }: { buttons: readonly LinkButtonOf[] }) {
  const { messages, format, nameOf } = useMessages()
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without markers
    <ul role="list" className="la-connection-list">
      {buttons.map(({ name, isAnother }) => (
        <li key={name} className="la-connection">
          <LinkAccountButton connection={name}>
            {isAnother ? format(messages.linkAnother, { provider: nameOf(name) }) : undefined}
          </LinkAccountButton>
        </li>
      ))}
    </ul>
  )
})
