import { AccountLinkingError } from '../core/errors'

/** Waits for a dynamic import. A page that has been open for long may not get it anymore; nothing was sent then. */
export function loadCode<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch(() => {
    throw new AccountLinkingError('network', 'The code could not be loaded.', {
      unsent: true,
    })
  })
}
