export const tenant = { domain: 'tenant.example.com', clientId: 'your-client-id' }
