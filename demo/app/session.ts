import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts'

/** The product's sign-in. Tokens stay in memory; after a reload the tenant's own session gives new ones. */
export const userManager = new UserManager({
  authority: import.meta.env.VITE_TENANT,
  client_id: import.meta.env.VITE_CLIENT_ID,
  redirect_uri: `${location.origin}/`,
  silent_redirect_uri: `${location.origin}/silent.html`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: 'openid profile email',
  automaticSilentRenew: false,
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
})
