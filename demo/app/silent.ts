import { InMemoryWebStorage, WebStorageStateStore } from 'oidc-client-ts'
import { createUserManager } from './oidc-session'

void createUserManager(
  '',
  new WebStorageStateStore({ store: new InMemoryWebStorage() }),
).signinSilentCallback()
