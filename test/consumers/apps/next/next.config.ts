import type { NextConfig } from 'next'

/** As in the template of `create-next-app`. */
export default { cacheComponents: true } satisfies NextConfig
