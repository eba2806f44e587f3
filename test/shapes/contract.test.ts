import { describe, it } from 'vitest'
import { describeClientContract } from '../../src/testing/contract/describe'
import { toContractSubject } from './common/contract-subject'
import { SHAPES } from './shapes'

/** The ids of clauses that a backend cannot meet or cannot test. */
const OMIT: Readonly<Record<string, readonly string[]>> = {
  'Supabase Auth': [
    'unlink.step-up-required', // Neither a link nor an unlink requires a step-up.
  ],
  Keycloak: [
    'unlink.step-up-required', // An unlink requires none. For a link, Keycloak handles it itself.
    'unlink.identity-required', // A refusal is an error message in the user's language, without a code.
    'link.already-linked', // The failure ends on a Keycloak page, without returning.
  ],
  'Ory Kratos': [
    'unlink.refused', // Only the last account is refused, and that has a clause of its own.
    'link.cancelled', // The same message id is used for every refusal of the provider.
    'link.fails-after-effect', // After a success, `finishLink` sends no request that could fail.
  ],
  'Auth.js': [
    'unlink.step-up-required', // It has no step-up, and here the host's own unlink has none either.
    'link.two-at-once', // A browser has one sign-in in progress: the cookies of the second replace those of the first.
  ],
  Logto: [
    'unlink.refused', // Apart from the last account, the account center refuses all unlinks or none.
  ],
  'Auth0 My Account': [
    'unlink.refused', // Nothing is refused, because a connected account is not a sign-in method.
    'unlink.required', // As above.
    'unlink.identity-required', // As above.
    'unlink.step-up-required', // An unlink only needs the token's scope.
    'link.already-linked', // No code is known for it, so it is a `conflict`.
  ],
  Clerk: [
    'unlink.refused', // Only the last account is refused, and that has a clause of its own.
  ],
  'Firebase by popup': [
    'unlink.refused', // Nothing is refused, not even the last one.
    'unlink.required', // As above.
    'unlink.identity-required', // As above.
    'unlink.step-up-required', // Only other operations require a recent sign-in.
  ],
  'Firebase by redirect': [
    'unlink.refused', // As by popup.
    'unlink.required', // As by popup.
    'unlink.identity-required', // As by popup.
    'unlink.step-up-required', // As by popup.
    'link.two-at-once', // The SDK keeps one redirect at a time.
  ],
  'a server of your own': [
    'unlink.step-up-required', // This server never asks for a step-up.
  ],
}

for (const [name, open] of Object.entries(SHAPES))
  describeClientContract(name, () => toContractSubject(open), { omit: OMIT[name], describe, it })
