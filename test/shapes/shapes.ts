import { open as openAuthJs } from './auth-js/subject'
import { open as openClerk } from './clerk/subject'
import { openPopup, openRedirect } from './firebase/subject'
import { open as openKeycloak } from './keycloak/subject'
import { open as openKratos } from './kratos/subject'
import { open as openLogto } from './logto/subject'
import { open as openMyAccount } from './my-account/subject'
import { open as openProxy } from './proxy/subject'
import { open as openSupabase } from './supabase/subject'
import type { OpenShape } from './world'

/** Every shape by name, for tests that run on all of them. */
export const SHAPES: Readonly<Record<string, OpenShape>> = {
  'Supabase Auth': openSupabase,
  Keycloak: openKeycloak,
  'Ory Kratos': openKratos,
  'Auth.js': openAuthJs,
  Logto: openLogto,
  'Auth0 My Account': openMyAccount,
  Clerk: openClerk,
  'Firebase by popup': openPopup,
  'Firebase by redirect': openRedirect,
  'a server of your own': openProxy,
}
