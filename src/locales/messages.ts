import type { AccountLinkingErrorCode } from '../core/errors'
import type { LinkStatus } from '../core/link'

/**
 * Text with placeholders such as `{name}`, or a function of the values, which can use an i18n library, for example for
 * plurals.
 */
export type Message<Values extends object = Record<never, never>> = string | ((values: Values) => string)

export interface AccountValues {
  /** Display name of the provider. */
  provider: string
  /** What identifies the account: `@octocat`, an email address, a name. */
  account: string
}
type Provider = Pick<AccountValues, 'provider'>

/** How a link ended. `titleAny` is used instead of `title` if the provider is not known. */
export interface ResultMessages {
  title: Message<AccountValues>
  titleAny: Message
  body: Message<AccountValues>
}

/** A catalog of messages in one language. Every message is a whole sentence or label. */
export interface Messages {
  /** A BCP 47 language tag, such as `de` or `pt-BR`. Used to format dates and lists of names. */
  locale: string

  heading: Message
  description: Message
  loading: Message
  empty: Message
  listFailed: Message
  listStale: Message
  retry: Message
  /** `seconds` is the time until the server accepts another attempt. */
  retryIn: Message<{ seconds: number }>
  retryInMinutes: Message<{ minutes: number }>
  /** The server's message, in the server's language. */
  details: Message<{ description: string }>
  dismiss: Message
  cancel: Message

  primary: Message
  new: Message
  emailNotVerified: Message
  linkedOn: Message<{ date: string }>
  locked: Message
  lockedWhy: Message<AccountValues>
  primaryHint: Message
  lastHint: Message
  unlink: Message
  unlinkNamed: Message<AccountValues>
  retryUnlinkNamed: Message<AccountValues>
  unlinking: Message<AccountValues>
  unlinked: Message<AccountValues>
  unlinkFailed: Message<AccountValues>
  unlinkUnknown: Message<AccountValues>
  /** Shown in the account's row, where its name is not needed. */
  unlinkFailedHere: Message
  unlinkUnknownHere: Message

  confirmTitle: Message<AccountValues>
  confirmText: Message<AccountValues>
  confirmCanRelink: Message
  confirmYes: Message
  confirmNo: Message

  undo: Message
  undoNamed: Message<AccountValues>
  undoIn: Message<AccountValues & { seconds: number }>
  undoPaused: Message<AccountValues>
  undone: Message<AccountValues>
  waitingOffline: Message<AccountValues>

  interruptedUnlink: Message<AccountValues>
  interruptedLink: Message<Provider>
  interruptedLinkAny: Message
  continue: Message
  notNow: Message

  addHeading: Message
  link: Message<Provider>
  linkAnother: Message<Provider>
  /**
   * Opens the list of connections that already have an identity. `providers` is a list such as "Google or GitHub".
   */
  linkMore: Message<{ providers: string }>
  linkAny: Message
  redirecting: Message<Provider>
  redirectingAny: Message
  waiting: Message<Provider>
  waitingAny: Message
  cancelLink: Message<Provider>
  cancelLinkAny: Message
  linkNotStarted: Message
  linkNotCompleted: Message
  linkedEmailNotVerified: Message<{ email: string }>

  /** Names of sign-in methods that are not brands. */
  methods: Record<'password' | 'email' | 'phone', Message>
  linkResult: Record<LinkStatus, ResultMessages>
  errors: Record<AccountLinkingErrorCode, Message>
}

/** Any part of a catalog. */
export type PartialMessages = {
  [Key in keyof Messages]?: Messages[Key] extends Message<never>
    ? Messages[Key]
    : { [Inner in keyof Messages[Key]]?: Partial<Messages[Key][Inner]> | Messages[Key][Inner] }
}
