/** For both the server and the browser, so that they use the same query keys. */
export const tenant = { domain: 'tenant.example.com', clientId: 'your-client-id' }
