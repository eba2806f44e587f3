import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { type Database, secret } from './database'

/** Auth0 signs with `RS256` by default. A key for `ES256` takes less time to create. */
export type SigningAlgorithm = 'RS256' | 'ES256'

/** The private key of an OpenID Provider as a JWK. It is created once per database. */
export async function signingKey(database: Database, provider: string, algorithm: SigningAlgorithm) {
  // The name contains the algorithm, so that a database that has a key for another algorithm still works.
  const key = await secret(database, `${provider} ${algorithm} signing key`, () => {
    const jwk = createPrivateKey(algorithm === 'RS256' ? rsaKey() : ellipticCurveKey()).export({
      format: 'jwk',
    })
    return JSON.stringify({ ...jwk, kid: provider, alg: algorithm, use: 'sig' })
  })
  return JSON.parse(key)
}

// The keys are created as PEM. The export of a key object that has just been generated can block Node 20 forever, if a
// garbage collection during the export deletes the job that generated the key.
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const

function ellipticCurveKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding, publicKeyEncoding }).privateKey
}

let rsa: string | undefined

/** Creates one key per process, for all tenants, because it takes a long time. */
function rsaKey(): string {
  rsa ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding,
    publicKeyEncoding,
  }).privateKey
  return rsa
}
