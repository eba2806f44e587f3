export const tenant = { domain: import.meta.env.VITE_TENANT, clientId: import.meta.env.VITE_CLIENT_ID }
