/** @koa/cors ships without types; these are the options that are used here. */
declare module '@koa/cors' {
  import type { Context, Middleware } from 'koa'

  export default function cors(options: {
    origin: (ctx: Context) => string
    allowMethods?: string
    exposeHeaders?: string[]
    credentials?: boolean
  }): Middleware
}
