interface ImportMetaEnv {
  readonly VITE_BACKEND: 'classic' | 'auth0' | 'better-auth'
  /** The origin of the tenant, or of the Better Auth server. */
  readonly VITE_SERVER: string
  readonly VITE_CLIENT_ID: string
  readonly VITE_RESPONSE_TYPE: 'code' | 'token'
}
