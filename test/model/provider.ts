import type { Link } from './call'
import { given, type Move } from './move'
import type { World } from './world'

const OUTCOMES = ['', '', '', 'access_denied', 'taken', 'broken', 'linked_before', 'unheard_of']
const ACCOUNTS = ['github|1', 'github|2', 'github|3', 'google-oauth2|1', 'google-oauth2|3', 'github|4']

/** What the user does at the provider. */
export const provider = {
  /** Signs in to an account there, which may already be linked. */
  choose: (world, pick) => {
    const canChoose = world.isInPlace
      ? ({ hasLeft, account, transaction }: Link) => transaction && !hasLeft && account === undefined
      : ({ hasLeft, account }: Link) => hasLeft && account === undefined
    return given(pick(world.links.filter(canChoose)), (link) =>
      given(pick(accounts(link)), (account) => () => {
        // If the server links itself, the page learns of it when the user returns.
        world.isBehind = true
        world.choose(link, account)
      }),
    )
  },

  /** Returns with the provider's result; a second time through the browser history. */
  comeBack: (world, pick) =>
    given(pick(away(world)), (link) => () => world.comeBack(link, pick(OUTCOMES) ?? '')),

  chooseAndComeBack: (world, pick) =>
    given(pick(away(world).filter(({ account }) => account === undefined)), (link) =>
      given(pick(accounts(link)), (account) => () => {
        world.choose(link, account)
        world.comeBack(link, '')
      }),
    ),

  /** Presses the back button there. */
  pressBack: (world) => given(world.visit.isRedirecting || undefined, () => () => world.restore()),

  closePopup: ({ visit }) =>
    given(visit.memory.popup ?? undefined, (popup) => () => {
      popup.isOpen = false
    }),

  focus:
    ({ visit }) =>
    () =>
      visit.memory.fire('focus'),
} satisfies Record<string, Move>

function away({ links, popups, visit }: World): readonly Link[] {
  return links.filter((link) => link.hasLeft && (popups.has(link) || visit.isAlive))
}

function accounts({ connection }: Link): readonly string[] {
  return ACCOUNTS.filter((id) => connection === undefined || id.startsWith(`${connection}|`))
}
