'use client'
import { memo, useState } from 'react'
import { configurationError } from '../core/errors'
import { type ConnectionOption, useAccountLinking } from '../react/context'
import { providerOption } from '../react/provider-option'
import { useFeatures } from '../react/use-features'
import { useServerList } from '../react/use-linked-accounts'
import { useMessages } from '../react/use-messages'
import { LinkAccountButton } from './link-account-button'
import { LoadingConnections } from './loading'
import { Button, useClassNames } from './slots'

export interface LinkedAccountsConnectionsProps {
  /** Level of its heading. Default 3. */
  headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined
}

/** The connections that can be linked: first those without an identity, then the others behind a button. */
export function LinkedAccountsConnections({ headingLevel = 3 }: LinkedAccountsConnectionsProps) {
  const { messages, format, nameOf } = useMessages()
  const linking = useAccountLinking()
  const { onePerConnection = false } = useFeatures()
  const { data } = useServerList()
  const [isOpen, setIsOpen] = useState(false)
  const classOf = useClassNames()
  const linked = new Set(data?.identities.map(({ connection }) => connection))
  const offered = eachOnce(linking.connections).filter(
    ({ name, single = onePerConnection }) =>
      !(single && linked.has(name)) && !providerOption(linking, name).hidden,
  )
  const first = offered.filter(({ name }) => !linked.has(name))
  const more = offered.filter(({ name }) => linked.has(name))
  if (!data) return <NoList />
  if (offered.length === 0) return null
  const Subheading: `h${2 | 3 | 4 | 5 | 6}` = `h${headingLevel}`
  const names = new Intl.ListFormat(messages.locale, { type: 'disjunction' }).format(
    more.map(({ name }) => nameOf(name)),
  )
  // A disclosure is pointless for a single connection.
  const hasDisclosure = first.length > 0 && more.length > 1
  const shown = hasDisclosure ? first : [...first, ...more]
  return (
    <div className={classOf('connections')} data-slot="connections">
      <Subheading className={classOf('subheading')}>{format(messages.addHeading, {})}</Subheading>
      <Buttons connections={shown} linked={linked} />
      {hasDisclosure && (
        <Button
          type="button"
          variant="quiet"
          className="la-more"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {format(messages.linkMore, { providers: names })}
        </Button>
      )}
      {hasDisclosure && isOpen && <Buttons connections={more} linked={linked} />}
    </div>
  )
}

function NoList() {
  const { error, isFetching } = useServerList()
  return error && !isFetching ? null : <LoadingConnections />
}

/** Removes duplicate connections. Untyped code may pass other values than the types allow. */
function eachOnce(connections: readonly ConnectionOption[]): readonly ConnectionOption[] {
  const names = connections.map((connection) => connection?.name)
  if (names.every((name) => typeof name === 'string')) {
    return connections.filter(({ name }, index) => names.indexOf(name) === index)
  }
  throw configurationError(
    'An item of `connections` has no `name`.',
    'It says what to link.',
    "Write `connections={[{ name: 'github' }]}`.",
  )
}

interface ButtonsProps {
  connections: readonly ConnectionOption[]
  /** The connections of the user's identities. */
  linked: ReadonlySet<string | undefined>
}

function Buttons({ connections, linked }: ButtonsProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari removes the list role if there are no markers
    <ul role="list" className="la-connection-list">
      {connections.map(({ name }) => (
        <Connection key={name} name={name} isAnother={linked.has(name)} />
      ))}
    </ul>
  )
}

const Connection = memo(function Connection({ name, isAnother }: { name: string; isAnother: boolean }) {
  const { messages, format, nameOf } = useMessages()
  return (
    <li className="la-connection">
      <LinkAccountButton connection={name}>
        {isAnother ? format(messages.linkAnother, { provider: nameOf(name) }) : undefined}
      </LinkAccountButton>
    </li>
  )
})
