import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { type Database, secret } from './database'

/** `RS256` is what Auth0 signs with by default; an elliptic curve key is made in less time. */
export type SigningAlgorithm = 'RS256' | 'ES256'

/** The private key of an OpenID Provider as a JWK, made once for each database. */
export async function signingKey(database: Database, provider: string, algorithm: SigningAlgorithm) {
  // The algorithm is part of the name, so that a database from before a change of it still works.
  const key = await secret(database, `${provider} ${algorithm} signing key`, () => {
    const jwk = createPrivateKey(algorithm === 'RS256' ? rsaKey() : ellipticCurveKey()).export({
      format: 'jwk',
    })
    return JSON.stringify({ ...jwk, kid: provider, alg: algorithm, use: 'sig' })
  })
  return JSON.parse(key)
}

// The keys go by way of PEM. To export a key object that has just been generated can block Node 20 for ever, when a
// garbage collection in the middle of the export ends the job that made the key.
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const

function ellipticCurveKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding, publicKeyEncoding }).privateKey
}

let rsa: string | undefined

/** Takes long to make, so it is made once in a process, however many tenants it starts. */
function rsaKey(): string {
  rsa ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding,
    publicKeyEncoding,
  }).privateKey
  return rsa
}
