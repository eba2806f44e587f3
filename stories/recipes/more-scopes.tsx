import { LinkAccountButton, useLinkedAccounts } from 'react-linked-accounts'
import 'react-linked-accounts/styles.css'

/** For a user with a GitHub account: asks GitHub for more scopes. Put it in an `<AccountLinkingProvider>`. */
export function ShowRepositories() {
  const { identities } = useLinkedAccounts()
  const github = identities?.find(({ provider }) => provider === 'github')
  if (!github) return null
  return (
    <LinkAccountButton connection="github" reconnect={github} scopes={['repo', 'read:org']} prompt="consent">
      Show your repositories
    </LinkAccountButton>
  )
}
