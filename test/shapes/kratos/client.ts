import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError, type AccountLinkingErrorCode } from '../../../src/core/errors'
import { type HttpRequest, send } from '../../../src/core/http'
import type { Identity } from '../../../src/core/identity'
import { withQuery } from '../../../src/core/url'

interface Flow {
  id: string
  ui: {
    action: string
    nodes: { group: string; attributes: { name: string; value?: string } }[]
    messages?: { id: number; type: string; text: string }[]
  }
  identity: { id: string }
}

interface OpenFlow {
  flow: Flow
  /** The values of the nodes with this name. */
  valuesOf: (name: string) => string[]
}

const CODES: Readonly<Record<string, AccountLinkingErrorCode>> = {
  session_refresh_required: 'step_up_required',
  session_inactive: 'unauthorized',
  security_identity_mismatch: 'wrong_user',
  self_service_flow_expired: 'expired',
  // Message ids. 4000001 is used for any refusal, so it says nothing.
  '4000007': 'already_linked',
}

/** An error is an object with an id, or a flow with messages. */
function readError({ error, ui }: { error?: Record<string, unknown>; ui?: Flow['ui'] }) {
  const { id, text } = ui?.messages?.find(({ type }) => type === 'error') ?? {}
  return error ? { code: error.id, message: error.reason } : { code: id, message: text }
}

/** A client for Ory Kratos's settings flow. The session is a cookie; a failure returns the id of a flow. */
export function createKratosClient(options: {
  base: string
  userId: string
  /** All configured providers: a linked provider that is the only sign-in method is not in the flow. */
  providers: readonly string[]
  redirectUri?: string
  fetch?: typeof globalThis.fetch
}): AccountLinkingClient {
  const { base, userId, providers, redirectUri, fetch } = options
  const call = (request: Pick<HttpRequest, 'url' | 'method'> & Partial<HttpRequest>) => {
    const headers = { accept: 'application/json' }
    return send({ ...request, headers, credentials: 'include', codes: CODES, readError, fetch })
  }
  const openFlow = async (returnTo?: string): Promise<OpenFlow> => {
    const url = withQuery(`${base}/self-service/settings/browser`, { return_to: returnTo })
    const flow = (await call({ url, method: 'GET' })) as Flow
    const valuesOf = (name: string) =>
      flow.ui.nodes
        .filter(({ attributes }) => attributes.name === name)
        .map((node) => node.attributes.value ?? '')
    return { flow, valuesOf }
  }
  const openOwnFlow = async (returnTo?: string) => {
    const opened = await openFlow(returnTo)
    // The cookie may now belong to another user.
    if (opened.flow.identity.id === userId) return opened
    throw new AccountLinkingError('wrong_user', 'The session is another user’s.', { unsent: true })
  }
  const submit = ({ flow, valuesOf }: OpenFlow, body: object, rest?: Partial<HttpRequest>) => {
    const [csrf_token] = valuesOf('csrf_token')
    return call({
      ...rest,
      url: flow.ui.action,
      method: 'POST',
      body: { method: 'oidc', csrf_token, ...body },
    })
  }

  return {
    key: ['kratos', base],
    userId,
    features: { onePerConnection: true },
    redirectUri,
    callback: { withoutState: ['flow'] },

    async listIdentities() {
      const { flow, valuesOf } = await openFlow()
      const linkable = valuesOf('link')
      return {
        userId: flow.identity.id,
        identities: providers.filter((one) => !linkable.includes(one)).map(toIdentity),
      }
    },

    async startLink({ connection, prompt, loginHint }, { callbackUrl }) {
      const opened = await openOwnFlow(callbackUrl)
      const body = { link: connection, upstream_parameters: { prompt, login_hint: loginHint } }
      const answer = await submit(opened, body, { accept: [422] })
      const { redirect_browser_to = '' } = answer as { redirect_browser_to?: string }
      return { url: redirect_browser_to, data: { flow: opened.flow.id } }
    },

    async finishLink(callback) {
      const id = callback.get('flow')
      if (id === undefined) return
      const flow = (await call({
        url: withQuery(`${base}/self-service/settings/flows`, { id }),
        method: 'GET',
      })) as Flow
      const { code, message } = readError(flow)
      if (code === undefined) return
      throw new AccountLinkingError(CODES[String(code)] ?? 'rejected', 'The settings flow has an error.', {
        serverCode: String(code),
        description: String(message),
      })
    },

    async unlink({ id }, { keepalive }) {
      const opened = await openOwnFlow()
      if (opened.valuesOf('link').includes(id))
        throw new AccountLinkingError('not_found', `This ${id} account is not linked.`)
      if (!opened.valuesOf('unlink').includes(id))
        throw new AccountLinkingError('identity_required', 'It is the only way to sign in.')
      await submit(opened, { unlink: id }, { keepalive })
    },
  }
}

/** Kratos returns neither the account's id nor its name. */
function toIdentity(provider: string): Identity {
  return { id: provider, provider, connection: provider, primary: false, profile: {} }
}
