/** For the server and the browser alike, so that both use the same query keys. */
export const tenant = { domain: 'tenant.example.com', clientId: 'your-client-id' }
