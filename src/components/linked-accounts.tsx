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

// The rest of the card loads in parallel with the list.
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
   * What happens when the user clicks Unlink. `dialog` asks first. `undo` unlinks after `undoMs`, and the user can undo
   * it until then; if the backend does not support that (`features.deferUnlink`), `dialog` is used. `none` unlinks
   * immediately. A function decides whether to continue. Default `dialog`.
   */
  confirm?: Confirm | undefined
  /**
   * How many milliseconds the user has to undo, with `confirm="undo"`. If no timer can wait that long, or it is not
   * positive, `dialog` is used. Default 10,000.
   */
  undoMs?: number | undefined
  /**
   * Level of the heading. `false` removes the heading and description, and names the section with `aria-label`.
   * Default 2.
   */
  headingLevel?: HeadingProps['level'] | false
  /** `card` has a border and a background, `plain` has neither. Default `card`. */
  variant?: 'card' | 'plain' | undefined
  /** Space around the rows. Default `comfortable`. */
  density?: 'comfortable' | 'compact' | undefined
  /**
   * `inline` shows on the card how a link ended. With `none`, show it yourself with `onLinkResult` and `useMessages`.
   * Default `inline`.
   */
  notices?: 'inline' | 'none' | undefined
  /** Content below the description. */
  header?: ReactNode
  /** Content below the connections. */
  footer?: ReactNode
  /**
   * The content of the card: `LinkedAccountsHeader`, `LinkedAccountsNotice`, `LinkedAccountsList`,
   * `LinkedAccountsConnections`, parts and your own markup, or a function of the list's state. Default: header, notice,
   * list, connections.
   */
  children?: ReactNode | ((state: LinkedAccountsState) => ReactNode)
}

type WithProvider = Partial<Omit<AccountLinkingProviderProps, 'children'>>

export interface LinkedAccountsProps extends CardProps, WithProvider {}

/**
 * The linked accounts section of a settings page. It lists every identity that the user can sign in with, each with a
 * button to unlink it, and the connections that can be linked. Pass `client` and other props of
 * `<AccountLinkingProvider>`, or render it inside one. Import `styles.css` to style it.
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

/** Throws if a card inside a provider component has the provider's props, because they would be ignored. */
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
  // Otherwise, React keeps a fallback for at least 300 ms.
  const endFallback = () => void loadContent().then(render, render)
  // Runs before the list and the buttons are rendered.
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
