import { type GetAccessToken, withAccessToken } from '../../../src/core/access-token'
import type { AccountLinkingClient } from '../../../src/core/client'
import { AccountLinkingError } from '../../../src/core/errors'
import { type HttpRequest, send } from '../../../src/core/http'
import { type Identity, isRecord, nonEmptyString, parseProfile } from '../../../src/core/identity'

const CODES = {
  // A 401 that a fresh token does not fix.
  'verification_record.permission_denied': 'step_up_required',
  'user.identity_already_in_use': 'already_linked',
  'user.last_sign_in_method_required': 'identity_required',
  'account_center.not_enabled': 'denied',
  'account_center.field_not_editable': 'denied',
  'verification_record.not_found': 'expired',
} as const

/** A client for Logto's Account API. The page completes the link with a record that it has created at the start. */
export function createLogtoClient(options: {
  endpoint: string
  userId: string
  getAccessToken: GetAccessToken
  /** The connector of each target, such as `github`. */
  connectors: Readonly<Record<string, string>>
  /** The record of the user's latest step-up, if there is one. */
  getVerificationId?: () => string | undefined
  redirectUri?: string
}): AccountLinkingClient {
  const { endpoint, userId, getAccessToken, connectors, getVerificationId, redirectUri } = options
  const call = (path: string, request: Pick<HttpRequest, 'method' | 'body' | 'keepalive'>) =>
    withAccessToken(getAccessToken, (token) => {
      const proof = getVerificationId?.()
      const headers = { authorization: `Bearer ${token}`, ...(proof && { 'logto-verification-id': proof }) }
      const secrets = [token, ...(proof ? [proof] : [])]
      return send({ ...request, url: `${endpoint}/api${path}`, headers, secrets, codes: CODES })
    })
  const listIdentities = async () => {
    const account = await call('/my-account', { method: 'GET' })
    const { id, identities } = isRecord(account) ? account : {}
    const rows = Object.entries(isRecord(identities) ? identities : {})
    return { userId: String(id), identities: rows.map(([target, row]) => parseIdentity(target, row)) }
  }
  // Requests don't name the user, so the server would act for the token's user, whoever that is.
  const listOwn = async () => {
    const list = await listIdentities()
    if (list.userId === userId) return list.identities
    throw new AccountLinkingError('wrong_user', 'The token is another user’s.', { unsent: true })
  }
  const verified = new Set<string>()

  return {
    key: ['logto', endpoint],
    userId,
    features: { onePerConnection: true },
    redirectUri,
    errorCodes: { access_denied: 'cancelled' },

    listIdentities,

    async startLink({ connection = '', scopes }, { state, redirectUri }) {
      await listOwn()
      const body = { connectorId: connectors[connection], state, redirectUri, scope: scopes?.join(' ') }
      const answer = await call('/verifications/social', { method: 'POST', body })
      const { authorizationUri, verificationRecordId } = isRecord(answer) ? answer : {}
      return {
        url: nonEmptyString(authorizationUri) ?? '',
        data: { verificationRecordId: String(verificationRecordId) },
      }
    },

    async finishLink(callback, { state, redirectUri, data }) {
      await listOwn()
      const { verificationRecordId = '' } = data
      // It runs again after a step-up, and a code can be used only once.
      if (!verified.has(verificationRecordId)) {
        const connectorData = { ...Object.fromEntries(callback), state, redirectUri }
        const body = { verificationRecordId, connectorData }
        await call('/verifications/social/verify', { method: 'POST', body })
        verified.add(verificationRecordId)
      }
      try {
        const body = { newIdentifierVerificationRecordId: verificationRecordId }
        await call('/my-account/identities', { method: 'POST', body })
      } catch (error) {
        // With 400, this user already has an account of the target, so the list determines the result. With 422, another user has it.
        if (
          !(error instanceof AccountLinkingError && error.code === 'already_linked' && error.status === 400)
        )
          throw error
      }
    },

    async unlink({ id, connection }, { keepalive }) {
      // Logto unlinks by target only, so look up which account that is.
      if (!(await listOwn()).some((one) => one.id === id))
        throw new AccountLinkingError('not_found', `This ${connection} account is not linked.`)
      await call(`/my-account/identities/${encodeURIComponent(connection)}`, { method: 'DELETE', keepalive })
    },
  }
}

function parseIdentity(target: string, row: unknown): Identity {
  const { userId, details } = isRecord(row) ? row : {}
  const { name, email, avatar } = isRecord(details) ? details : {}
  return {
    id: `${target}|${userId}`,
    provider: target,
    connection: target,
    primary: false,
    profile: parseProfile({ name, email, picture: avatar }),
    accountId: String(userId),
  }
}
