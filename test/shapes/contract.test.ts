import { describe, it } from 'vitest'
import { describeClientContract } from '../../src/testing/contract/describe'
import { toContractSubject } from './common/contract-subject'
import { SHAPES } from './shapes'

/** What a backend cannot hold to, or cannot be brought to show, by the ids of the clauses. */
const OMIT: Readonly<Record<string, readonly string[]>> = {
  'Supabase Auth': [
    'unlink.step-up-required', // Neither a link nor an unlink asks for a step-up.
  ],
  Keycloak: [
    'unlink.step-up-required', // An unlink asks for none. For a link, Keycloak has the user sign in by itself.
    'unlink.identity-required', // A refusal is a sentence in the user's language, without a code.
    'link.already-linked', // The failure ends on a page of Keycloak, and nothing comes back.
  ],
  'Ory Kratos': [
    'unlink.refused', // Only the last account is refused, and that has a clause of its own.
    'link.cancelled', // One id of a message stands for every refusal of the provider.
    'link.fails-after-effect', // After a success, `finishLink` asks nothing that could fail.
  ],
  'Auth.js': [
    'unlink.step-up-required', // It has no step-up, and here the host's own unlink has none either.
    'link.two-at-once', // A browser has one sign-in in progress: the cookies of the second replace those of the first.
  ],
  Logto: [
    'unlink.refused', // The account center refuses all unlinks or none, beside that of the last account.
  ],
  'Auth0 My Account': [
    'unlink.refused', // Nothing is refused, since a connected account is no way to sign in.
    'unlink.required', // As above.
    'unlink.identity-required', // As above.
    'unlink.step-up-required', // The token's scope is all that an unlink needs.
    'link.already-linked', // No code is known for it, so it is a `conflict`.
  ],
  Clerk: [
    'unlink.refused', // Only the last account is refused, and that has a clause of its own.
  ],
  'Firebase by popup': [
    'unlink.refused', // Nothing is refused, not even the last one.
    'unlink.required', // As above.
    'unlink.identity-required', // As above.
    'unlink.step-up-required', // A recent sign-in is asked for by other operations only.
  ],
  'Firebase by redirect': [
    'unlink.refused', // As by popup.
    'unlink.required', // As by popup.
    'unlink.identity-required', // As by popup.
    'unlink.step-up-required', // As by popup.
    'link.two-at-once', // The SDK keeps one redirect at a time.
  ],
  'a server of your own': [
    'unlink.step-up-required', // This server asks for none.
  ],
}

for (const [name, open] of Object.entries(SHAPES))
  describeClientContract(name, () => toContractSubject(open), { omit: OMIT[name], describe, it })
