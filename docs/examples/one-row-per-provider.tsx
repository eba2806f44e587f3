import * as Kit from 'react-linked-accounts'
import { Identity, UnlinkButton, useIdentityRows } from 'react-linked-accounts/parts'

function Row({ name }: { name: string }) {
  const rows = useIdentityRows()
  const row = rows?.find(({ identity }) => identity.connection === name)
  if (!row) return rows && <Kit.LinkAccountButton connection={name} />
  const unlink = <UnlinkButton className="la-button">Unlink {Kit.providerName(name)}</UnlinkButton>
  return <Identity identity={row.identity} pending={row.pending} render={<div>{row.locked ?? unlink}</div>} />
}
export function OneRowPerProvider(props: Kit.LinkedAccountsProps) {
  const rows = props.connections?.map(({ name }) => <Row key={name} name={name} />)
  const card = { ...props, style: { display: 'grid', gap: 8, padding: 16 } }
  return <Kit.LinkedAccounts {...card}>{rows}</Kit.LinkedAccounts>
}
