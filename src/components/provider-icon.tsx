'use client'
import { memo } from 'react'
import { ProviderMark } from '../icons/provider-mark'
import { useAccountLinking } from '../react/context'
import { providerOption } from '../react/provider-option'
import { useMessages } from '../react/use-messages'

/** The icon of a connection's provider: the host's, or else the kit's. It is decorative and has no accessible name. */
export const ProviderIcon = memo(function ProviderIcon({
  connection,
  provider = connection,
}: {
  connection: string
  provider?: string
}) {
  const linking = useAccountLinking()
  const { nameOf } = useMessages()
  const { icon, strategy } = providerOption(linking, connection, provider)
  return (
    <span className="la-mark">
      {icon ?? <ProviderMark provider={strategy} name={nameOf(connection, provider)} />}
    </span>
  )
})
