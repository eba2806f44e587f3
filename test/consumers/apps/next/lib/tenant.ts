/** For the server and the browser alike, so that both use the same query keys. */
export const tenant = {
  domain: process.env.NEXT_PUBLIC_TENANT ?? '',
  clientId: process.env.NEXT_PUBLIC_CLIENT_ID ?? '',
}
