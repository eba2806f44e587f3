/** What holds at every step, whatever users, servers, networks and other tabs do. */
export const invariants = {
  shown: 'Every row stands in a list that the server gave this page for the user who is signed in there.',
  order:
    'A list never replaces a later one, and a list that was asked for before a change that the page knows of is not shown.',
  hidden:
    'An identity of the list is hidden while its unlink is pending or has just been told, and only then.',
  waiting: 'What can be undone, or waits for the network, has not been sent.',
  errors: 'An error in a row is the one that the host was told last.',
  once: 'How an unlink or a link ended is told at most once for each click, and nothing after "linked".',
  unlinked:
    'Told as unlinked: a list that was asked for afterwards lacks the identity, or the server confirmed and no list could be had.',
  failed:
    'Told as still linked: the server refused, nothing was sent, or a list that was asked for afterwards has the identity.',
  linked:
    'Told as linked: the identity stands in a list that was asked for after the link, is of the connection that was named, and is new.',
  notLinked:
    'Told as not linked: the server or the provider said so, or a list that was asked for afterwards does not have the account.',
  anotherUser: 'What one user began is never told to another one, except as `wrong_user`.',
  sentOnce:
    'An unlink is sent once for each click, unless the server refused the token or asked for a step-up.',
  quiet:
    'Nothing is sent while the server wants no requests (Retry-After), but what a client repeats because the token was refused.',
  signedIn:
    'Nothing is unlinked or linked for a user who is not signed in on the page anymore, with the same exception.',
  offline: 'Without a network no link starts, and nothing is unlinked.',
  flushed: 'Unlinks that could be undone are sent before a link starts.',
  remount: 'A result stays until it is dismissed, or another link or an unlink comes after it.',
  ends: 'Everything ends once the server answers, or does not and the clocks run.',
  taken: 'A link that came back is told, and its record is gone afterwards.',
  agrees: 'When all is quiet, the screen shows the last list that the server gave.',
  truth: 'When all is quiet and the list is asked for again, the screen shows what is linked.',
} as const

export type Invariant = keyof typeof invariants

export function violated(invariant: Invariant, details: unknown): never {
  throw new Error(`${invariant}: ${invariants[invariant]} But: ${JSON.stringify(details)}`)
}

export function hold(invariant: Invariant, isTrue: boolean, details: () => unknown): void {
  if (!isTrue) violated(invariant, details())
}
