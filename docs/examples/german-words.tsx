import { LinkedAccounts, type LinkedAccountsProps, type PartialMessages } from 'react-linked-accounts'

const german: PartialMessages = {
  locale: 'de',
  heading: 'Verknüpfte Konten',
  unlink: 'Trennen',
  unlinkNamed: '{provider}-Konto {account} trennen',
  link: ({ provider }) => `${provider} verknüpfen`,
  linkResult: { cancelled: { title: '{provider} wurde nicht verknüpft' } },
}

export function GermanWords(props: LinkedAccountsProps) {
  return <LinkedAccounts {...props} messages={german} />
}
