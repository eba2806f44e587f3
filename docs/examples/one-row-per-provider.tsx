import { LinkAccountButton, LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import { Identity, UnlinkButton, useIdentityRows } from 'react-linked-accounts/parts'

function Row({ name }: { name: string }) {
  const row = useIdentityRows()?.find(({ identity }) => identity.connection === name)
  if (!row) return <LinkAccountButton connection={name} />
  const button = <UnlinkButton>{`Unlink ${name}`}</UnlinkButton>
  return <Identity identity={row.identity} pending={row.pending} render={<div>{row.locked ?? button}</div>} />
}

export function OneRowPerProvider(props: LinkedAccountsProps) {
  const rows = props.connections?.map(({ name }) => <Row key={name} name={name} />)
  return <LinkedAccounts {...props}>{rows}</LinkedAccounts>
}
