export const tenant = { authority: 'https://tenant.example.com', client_id: 'your-client-id' }
