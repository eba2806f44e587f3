import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError, asLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import { loadCode } from './load-code'

let checkList: typeof import('./check-list').checkList | undefined

/** Loads the code that checks a list. */
export function loadCheck(): Promise<NonNullable<typeof checkList>> {
  const loading = loadCode(import('./check-list')).then((loaded) => {
    checkList = loaded.checkList
    return checkList
  })
  // The caller that awaits it reports the error; without this, it would also be an unhandled rejection.
  loading.catch(() => {})
  return loading
}

const RETRY_DELAY_MS = 1_000
const WORTH_RETRYING = ['network', 'timeout', 'server_error']

/** A list, or the request for it, and the version at which it was requested. */
interface Versioned<List> {
  readonly version: number
  readonly list: List
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** The time until which no request may be sent (`Retry-After`), in milliseconds since the epoch. */
export interface RequestedWait {
  until: number
}

export type ListSource = ReturnType<typeof createListSource>

/**
 * The requests for one client's list. Concurrent callers share a request, and a list that was requested before the last
 * change is never returned.
 */
export function createListSource(
  onList: (list: IdentityList) => void,
  renew: () => Promise<void>,
  wait: RequestedWait,
) {
  let version = 0
  let request: Versioned<Promise<IdentityList>> | undefined
  let latest: Versioned<IdentityList> | undefined
  let isInFlight = false
  let finishing: Promise<unknown> | undefined
  let isSignedIn = true

  /** Throws if no request may be sent yet. */
  const check = () => {
    if (!isSignedIn) {
      const message = 'Another user is signed in by now, so nothing was sent.'
      throw new AccountLinkingError('wrong_user', message, { unsent: true })
    }
    const seconds = Math.ceil((wait.until - Date.now()) / 1000)
    if (seconds > 0) {
      const message = `The server asked to wait for ${seconds} more seconds, so nothing was sent.`
      throw new AccountLinkingError('rate_limited', message, { retryAfter: seconds, unsent: true })
    }
  }

  /** Runs a request unless the server asked to wait (`Retry-After`), or another user is signed in. */
  const throttle = async <T>(send: () => Promise<T>): Promise<T> => {
    check()
    try {
      return await send()
    } catch (error) {
      if (error instanceof AccountLinkingError && error.code === 'rate_limited' && !error.unsent) {
        wait.until = Math.max(wait.until, Date.now() + (error.retryAfter ?? 0) * 1000)
      }
      throw error
    }
  }

  const ask = async (client: AccountLinkingClient): Promise<IdentityList> => {
    try {
      // Loads in parallel with the first list.
      const check = checkList ?? loadCheck()
      const answer = await throttle(() => client.listIdentities())
      const list = (typeof check === 'function' ? check : await check)(answer)
      if (list.userId === client.userId) return list
    } catch (error) {
      throw asLinkingError(error, 'listIdentities()')
    }
    throw new AccountLinkingError('wrong_user', 'The list belongs to another user.')
  }

  const askTwice = (client: AccountLinkingClient, asked: number) =>
    ask(client).catch(async (error: AccountLinkingError) => {
      if (!WORTH_RETRYING.includes(error.code)) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS))
      // The list has changed, so the callers wait for the new request instead.
      if (asked !== version) throw error
      return ask(client)
    })

  const start = (client: AccountLinkingClient) => {
    const started = { version, list: askTwice(client, version) }
    request = started
    isInFlight = true
    const end = (error?: AccountLinkingError) => {
      if (request !== started) return
      isInFlight = false
      // The request was not sent, so the next caller may try again.
      if (error?.unsent) request = undefined
    }
    started.list.then((list) => {
      end()
      if (started.version >= (latest?.version ?? 0)) latest = { ...started, list }
    }, end)
    return started
  }

  /** Records that the list has changed. A request in flight is repeated when it ends. */
  const markOutdated = () => {
    version += 1
  }

  /** Records that the list has changed, and refetches the displayed list immediately. */
  const markChanged = () => {
    markOutdated()
    return renew()
  }

  const read = async (client: AccountLinkingClient, called: number): Promise<IdentityList> => {
    for (;;) {
      // A request that started after the call can be shared, even if it has ended.
      const isShared = request?.version === version && (isInFlight || version > called)
      const { version: asked, list } = isShared && request ? request : start(client)
      const answer = await list.then(
        (value) => ({ value }),
        (error: AccountLinkingError) => ({ error }),
      )
      if (asked !== version) continue
      if ('error' in answer) throw answer.error
      onList(answer.value)
      return answer.value
    }
  }

  /** Returns a function that returns the latest list requested after this call, even if it is outdated. */
  const latestFromNow = () => {
    const from = version
    return () => (latest && latest.version > from ? latest.list : undefined)
  }

  return {
    check,
    latestFromNow,
    /**
     * The client, with the checks above before each write, at the moment when it would be sent: time may have passed
     * since the click. Nothing is sent while the browser is offline. After a `conflict`, the list is refetched.
     */
    guard(
      { startLink, finishLink, unlink, ...client }: AccountLinkingClient,
      isOnline: () => boolean,
    ): AccountLinkingClient {
      const guarded = <T>(send: () => Promise<T>) =>
        throttle(send).catch((error) => {
          if (error instanceof AccountLinkingError && error.code === 'conflict') markChanged()
          throw error
        })
      const ifOnline = <T>(send: () => Promise<T>) =>
        guarded(async () => {
          if (isOnline()) return send()
          throw new AccountLinkingError('offline', 'The browser has no network.', { unsent: true })
        })
      return {
        ...client,
        startLink: (...values) => ifOnline(() => startLink(...values)),
        ...(finishLink && { finishLink: (...values) => guarded(() => finishLink(...values)) }),
        unlink: (...values) => ifOnline(() => unlink(...values)),
      }
    },
    /** Whether the client's user is still signed in. */
    setSignedIn: (signedIn: boolean) => {
      isSignedIn = signedIn
    },
    /** The list, from a new request or the one in flight. Waits for a link that is being completed. */
    async read(client: AccountLinkingClient): Promise<IdentityList> {
      const called = version
      // The link requests its list first, so that both share one request.
      while (finishing) await finishing.then(nextTask)
      return read(client, called)
    },
    /**
     * The list, from a request that starts after this call. If it fails, a list that arrived since the call is returned
     * instead: it is still evidence, even if a later change has outdated it. `onCurrent` is not called for it.
     */
    readFresh(client: AccountLinkingClient, onCurrent: (list: IdentityList) => void): Promise<IdentityList> {
      const known = latestFromNow()
      version += 1
      const current = read(client, version)
      current.then(onCurrent, () => {})
      return current.catch((error) => {
        const list = known()
        if (list) return list
        throw error
      })
    },
    /** Makes `read` wait for a link that is being completed. */
    async whileFinishing<T>(finished: Promise<T>): Promise<T> {
      const ended = finished.catch(() => {})
      finishing = ended
      try {
        return await finished
      } finally {
        if (finishing === ended) finishing = undefined
      }
    },
    markOutdated,
    markChanged,
  }
}
