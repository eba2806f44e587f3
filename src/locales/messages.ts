import type { AccountLinkingErrorCode } from '../core/errors'
import type { LinkStatus } from '../core/link'

/**
 * A text with `{name}` where a value goes, or a function of the values, which can use an i18n library, for example for
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

/** How a link ended. `titleAny` is used in place of `title` if the provider is not known. */
export interface ResultMessages {
  title: Message<AccountValues>
  titleAny: Message
  body: Message<AccountValues>
}

/** A catalog of texts in one language. Every text is a whole sentence or label. */
export interface Messages {
  /** The language as a BCP 47 tag, such as `de` or `pt-BR`. Dates and lists of names are written in it. */
  locale: string

  heading: Message
  description: Message
  loading: Message
  empty: Message
  listFailed: Message
  listStale: Message
  retry: Message
  /** `seconds` until the server accepts another attempt. */
  retryIn: Message<{ seconds: number }>
  retryInMinutes: Message<{ minutes: number }>
  /** What the server said, in its own language. */
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
  /** The same in the row of the account, where its name is not needed. */
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
   * Opens the list of connections that have an identity already. `providers` is a list such as "Google or GitHub".
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

  /** Names of ways to sign in that are not a brand. */
  methods: Record<'password' | 'email' | 'phone', Message>
  linkResult: Record<LinkStatus, ResultMessages>
  errors: Record<AccountLinkingErrorCode, Message>
}

/** Any part of a catalog. The rest stays as it is. */
export type PartialMessages = {
  [Key in keyof Messages]?: Messages[Key] extends Message<never>
    ? Messages[Key]
    : { [Inner in keyof Messages[Key]]?: Partial<Messages[Key][Inner]> | Messages[Key][Inner] }
}
