import { type RouteConfig, route } from '@react-router/dev/routes'

export default [route('settings', 'routes/settings.tsx')] satisfies RouteConfig
