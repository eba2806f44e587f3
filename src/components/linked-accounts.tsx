'use client'
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react'
import { configurationError } from '../core/errors'
import { preloadMarks } from '../icons/provider-mark'
import type { HeadingProps } from '../parts/heading'
import { type Confirm, Root } from '../parts/root'
import { useAccountLinking } from '../react/context'
import { AccountLinkingProvider, type AccountLinkingProviderProps } from '../react/provider'
import { providerOption } from '../react/provider-option'
import { type LinkedAccountsState, useLinkedAccounts } from '../react/use-linked-accounts'
import { useMessages } from '../react/use-messages'
import { LinkedAccountsHeader } from './linked-accounts-header'
import type { LinkedAccountsListProps } from './linked-accounts-list'
import { LoadingContent } from './loading'
import { DialogNotLoaded, NotLoaded } from './not-loaded'
import { useClassNames } from './slots'

// The rest of the card is loaded while the list is.
const loadContent = () => import('./card-content')
const CardContent = lazy(() =>
  loadContent().then(
    (loaded) => ({ default: loaded.CardContent }),
    () => ({ default: NotLoaded }),
  ),
)
const UnlinkDialog = lazy(() =>
  loadContent().then(
    (loaded) => ({ default: loaded.UnlinkDialog }),
    () => ({ default: DialogNotLoaded }),
  ),
)

interface CardProps
  extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'onError'>,
    LinkedAccountsListProps {
  /**
   * What happens after a click on Unlink. `dialog` asks first. `undo` unlinks after `undoMs`, and the user can undo
   * it until then; it is `dialog` if the backend cannot wait (`features.deferUnlink`). `none` unlinks at once. A
   * function decides whether to continue. Default `dialog`.
   */
  confirm?: Confirm | undefined
  /** How many milliseconds the user has to undo, with `confirm="undo"`. Default 10,000. */
  undoMs?: number | undefined
  /**
   * Level of the heading. `false` renders neither heading nor description, and names the section with `aria-label`.
   * Default 2.
   */
  headingLevel?: HeadingProps['level'] | false
  /** `card` has a border and a surface, `plain` has neither. Default `card`. */
  variant?: 'card' | 'plain' | undefined
  /** Space around the rows. Default `comfortable`. */
  density?: 'comfortable' | 'compact' | undefined
  /**
   * `inline` shows on the card how a link ended. `none` does not: show it yourself with `onLinkResult` and
   * `useMessages`. Default `inline`.
   */
  notices?: 'inline' | 'none' | undefined
  /** Content below the description. */
  header?: ReactNode
  /** Content below the connections. */
  footer?: ReactNode
  /**
   * The content of the card: `LinkedAccountsHeader`, `LinkedAccountsNotice`, `LinkedAccountsList`,
   * `LinkedAccountsConnections`, parts and your own markup, or a function of the list. Default: header, notice, list,
   * connections.
   */
  children?: ReactNode | ((state: LinkedAccountsState) => ReactNode)
}

type WithProvider = Partial<Omit<AccountLinkingProviderProps, 'children'>>

export interface LinkedAccountsProps extends CardProps, WithProvider {}

/**
 * The linked accounts section of a settings page: every identity that the user can sign in with, each with a button
 * to unlink it, and the connections that can be linked. Takes `client` and all other props of
 * `<AccountLinkingProvider>`, or is rendered below one. Import `styles.css` for its look.
 */
export const LinkedAccounts = forwardRef<HTMLElement, LinkedAccountsProps>(function LinkedAccounts(
  {
    client,
    connections,
    link,
    providers,
    messages,
    components,
    classNames,
    reauthenticate,
    otherSignInMethods,
    canUnlink,
    browser,
    onEvent,
    onLinkResult,
    onLinked,
    onUnlinked,
    onError,
    ...card
  },
  ref,
) {
  const provider = {
    ...{ connections, link, providers, messages, components, classNames, reauthenticate, otherSignInMethods },
    ...{ canUnlink, browser, onEvent, onLinkResult, onLinked, onUnlinked, onError },
  }
  if (!client) {
    refuse(provider)
    return <Card {...card} ref={ref} />
  }
  return (
    <AccountLinkingProvider client={client} {...provider}>
      <Card {...card} ref={ref} />
    </AccountLinkingProvider>
  )
})

/** Refuses props of the provider on a card below one, where nothing would read them. */
function refuse(provider: Omit<WithProvider, 'client'>): void {
  const [name] = Object.entries(provider).find(([, value]) => value !== undefined) ?? []
  if (name === undefined) return
  throw configurationError(
    `<LinkedAccounts> has the prop \`${name}\`, but no \`client\`.`,
    'Only <AccountLinkingProvider> reads it.',
    'Pass it there, or `client` here.',
  )
}

const Card = forwardRef<HTMLElement, CardProps>(function Card(
  {
    headingLevel,
    variant = 'card',
    density = 'comfortable',
    notices = 'inline',
    showLinkedAt,
    header,
    footer,
    children,
    className,
    ...props
  },
  ref,
) {
  const { messages, format } = useMessages()
  const linking = useAccountLinking()
  const classOf = useClassNames()
  const [, render] = useState<unknown>()
  // On its own, React keeps a fallback for at least 300 ms.
  const endFallback = () => void loadContent().then(render, render)
  // Before the list, and so the buttons, are there.
  useEffect(() => {
    const options = linking.connections.map(({ name }) => providerOption(linking, name))
    preloadMarks(options.filter(({ icon, hidden }) => !icon && !hidden).map(({ strategy }) => strategy))
  }, [linking])
  const subLevel = Math.min((headingLevel || 2) + 1, 6) as 3
  const content = children ?? (
    <>
      {headingLevel === false ? (
        header && <div className={classOf('header')}>{header}</div>
      ) : (
        <LinkedAccountsHeader headingLevel={headingLevel}>{header}</LinkedAccountsHeader>
      )}
      <Suspense fallback={<LoadingContent onShown={endFallback} />}>
        <CardContent {...{ notices, showLinkedAt, footer }} headingLevel={subLevel} />
      </Suspense>
    </>
  )
  return (
    <Root
      {...(headingLevel === false && { 'aria-label': format(messages.heading, {}) })}
      {...props}
      ref={ref}
      className={classOf('root', className)}
      data-variant={variant}
      data-density={density}
    >
      {typeof content === 'function' ? <FromState>{content}</FromState> : content}
      <Suspense>
        <UnlinkDialog />
      </Suspense>
    </Root>
  )
})

function FromState({ children }: { children: (state: LinkedAccountsState) => ReactNode }) {
  return children(useLinkedAccounts())
}
