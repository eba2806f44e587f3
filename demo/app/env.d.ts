interface ImportMetaEnv {
  readonly VITE_TENANT: string
  readonly VITE_CLIENT_ID: string
  readonly VITE_RESPONSE_TYPE: 'code' | 'token'
}
