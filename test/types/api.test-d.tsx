// Checked by `tsc`: an expected error that does not occur is an error.
import type { ReactElement } from 'react'
import {
  type AccountLinkingClient,
  type AccountLinkingError,
  connect,
  en,
  type Identity,
  LinkAccountButton,
  LinkedAccounts,
  type LinkedAccountsState,
  type LinkResult,
  type PartialMessages,
  useLinkAccount,
  useLinkedAccounts,
  useLinkResult,
  useMessages,
  useSuspenseLinkedAccounts,
  useUnlinkAccount,
} from 'react-linked-accounts'
import { Root, Identity as Row, UnlinkButton } from 'react-linked-accounts/parts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import { expectTypeOf } from 'vitest'

declare const client: AccountLinkingClient
declare const identity: Identity

export const props = [
  <LinkedAccounts key="1" />,
  <LinkedAccounts key="2" client={client} connections={[{ name: 'github', link: { display: 'popup' } }]} />,
  <LinkedAccounts key="3" confirm={(asked) => asked.primary} headingLevel={false} variant="plain" />,
  <LinkedAccounts key="4" confirm={async () => true} density="compact" notices="none" showLinkedAt />,
  <LinkedAccounts key="5" otherSignInMethods={{ password: true, passkeys: 2 }} className="mine" id="a" />,
  <LinkedAccounts
    key="6"
    providers={{ auth0: { label: 'Password', icon: <svg />, order: 1, hidden: true } }}
  />,
  <LinkedAccounts key="7">{({ identities }) => identities?.length}</LinkedAccounts>,
  // @ts-expect-error: none of the ways to confirm
  <LinkedAccounts key="8" confirm="maybe" />,
  // @ts-expect-error: no level of a heading
  <LinkedAccounts key="9" headingLevel={7} />,
  // @ts-expect-error: a connection has a name
  <LinkedAccounts key="10" connections={[{ label: 'GitHub' }]} />,
  // @ts-expect-error: a default of links cannot say what is linked
  <LinkedAccounts key="11" link={{ connection: 'github' }} />,
  // @ts-expect-error: a number or a boolean
  <LinkedAccounts key="12" otherSignInMethods={{ password: 'yes' }} />,
  <LinkAccountButton key="13" connection="github" reconnect={identity} scopes={['repo']} />,
  // @ts-expect-error: scopes are a list
  <LinkAccountButton key="14" connection="github" scopes="repo" />,
  <Root key="15" render={<article />} confirm="undo" undoMs={5000} />,
  <UnlinkButton key="16" render={(given): ReactElement => <button type="button" {...given} />} />,
  // @ts-expect-error: a row is about an identity
  <Row key="17" />,
]

/** A client of your own may state what is not there. */
export const sparse: Identity = {
  ...identity,
  accountId: undefined,
  linkedAt: undefined,
  unsafeId: undefined,
  profile: { name: undefined, email: undefined, emailVerified: undefined, picture: undefined },
}

export function Hooks() {
  const list = useLinkedAccounts()
  expectTypeOf(list).toEqualTypeOf<LinkedAccountsState>()
  expectTypeOf(list.identities).toEqualTypeOf<readonly Identity[] | undefined>()
  expectTypeOf(list.status).toEqualTypeOf<'pending' | 'error' | 'success'>()
  expectTypeOf(list.error).toEqualTypeOf<AccountLinkingError | null>()
  expectTypeOf(list.isPending && list.isError && list.isFetching).toEqualTypeOf<boolean>()
  expectTypeOf(list.refetch).toEqualTypeOf<() => void>()
  expectTypeOf(useSuspenseLinkedAccounts().identities).toEqualTypeOf<readonly Identity[]>()

  const { unlink, unlinkAsync, reset } = useUnlinkAccount({ undoMs: 5000 })
  expectTypeOf(unlink).toEqualTypeOf<(identity: Identity) => void>()
  expectTypeOf(unlinkAsync).parameters.toEqualTypeOf<[Identity]>()
  expectTypeOf(unlinkAsync).returns.resolves.not.toBeAny()
  expectTypeOf(reset).toEqualTypeOf<() => void>()

  const { link, linkAsync } = useLinkAccount()
  expectTypeOf(link).toBeCallableWith({ connection: 'github', returnTo: '/settings', display: 'popup' })
  expectTypeOf(link).toBeCallableWith()
  expectTypeOf(linkAsync).returns.toEqualTypeOf<Promise<void>>()
  expectTypeOf(useLinkResult().result).toEqualTypeOf<LinkResult | null>()
  expectTypeOf(useMessages().describeError).parameters.toEqualTypeOf<[AccountLinkingError]>()

  expectTypeOf(useClassicClient).returns.toEqualTypeOf<AccountLinkingClient>()
  expectTypeOf(list).not.toHaveProperty('data')
  // @ts-expect-error: a list is not changed
  list.identities?.push(identity)
}

export const words: PartialMessages[] = [
  en,
  connect,
  { heading: 'Konten', unlinkNamed: ({ provider, account }) => `${provider} ${account}` },
  { retryIn: ({ seconds }) => String(seconds.toFixed()) },
  { linkResult: { linked: { title: ({ account }) => account } }, errors: { network: 'Offline' } },
  // @ts-expect-error: no key of the catalog
  { headline: 'Konten' },
  // @ts-expect-error: no value of this text
  { linkedOn: ({ provider }) => provider },
  // @ts-expect-error: no way that a link ends
  { linkResult: { done: { title: 'Done' } } },
]
