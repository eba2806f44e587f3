import { AccountLinkingError } from '../core/errors'

/** Waits for a dynamic import. After a new deployment, an old page may fail to load it; in that case nothing was sent. */
export function loadCode<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch(() => {
    throw new AccountLinkingError('network', 'The code could not be loaded.', {
      unsent: true,
    })
  })
}
