'use client'
import { memo } from 'react'
import { ProviderMark } from '../icons/provider-mark'
import { useAccountLinking } from '../react/context'
import { useMessages } from '../react/use-messages'

/** The mark of a connection's provider: the host's icon, else the kit's. It is decorative and has no name. */
export const ProviderIcon = memo(function ProviderIcon({
  connection,
  provider = connection,
}: {
  connection: string
  provider?: string
}) {
  const { connections, providers } = useAccountLinking()
  const { nameOf } = useMessages()
  const strategy = connections.find(({ name }) => name === connection)?.provider ?? provider
  const icon = providers[connection]?.icon ?? providers[strategy]?.icon
  return (
    <span className="la-mark">
      {icon ?? <ProviderMark provider={strategy} name={nameOf(connection, provider)} />}
    </span>
  )
})
