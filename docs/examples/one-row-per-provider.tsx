import * as Kit from 'react-linked-accounts'
import { Identity, UnlinkButton, useIdentityRows } from 'react-linked-accounts/parts'

function Row({ name }: { name: string }) {
  const row = useIdentityRows()?.find(({ identity }) => identity.connection === name)
  if (!row) return <Kit.LinkAccountButton connection={name} />
  const unlink = <UnlinkButton className="la-button">Unlink {Kit.providerName(name)}</UnlinkButton>
  return <Identity identity={row.identity} pending={row.pending} render={<div>{unlink}</div>} />
}

export function OneRowPerProvider(props: Kit.LinkedAccountsProps) {
  const rows = props.connections?.map(({ name }) => <Row key={name} name={name} />)
  const list = <div style={{ display: 'grid', gap: 8, padding: 16 }}>{rows}</div>
  return <Kit.LinkedAccounts {...props}>{list}</Kit.LinkedAccounts>
}
