import type { Middleware } from 'koa'

const pattern = /^\/avatars\/([\w.-]+)\.svg$/

export const avatarPath = (name: string) => `/avatars/${name.replace(/[^\w.-]/g, '-')}.svg`

/** Draws a picture for any name: its initials on a background color that depends on the name. */
export const avatars: Middleware = async (ctx, next) => {
  const name = pattern.exec(ctx.path)?.[1]
  if (!name) return next()

  const words = name.split(/[._-]+/).filter(Boolean)
  const initials = words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  ctx.type = 'image/svg+xml'
  ctx.set('Cache-Control', 'max-age=3600')
  ctx.body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <rect width="96" height="96" fill="hsl(${hue} 45% 38%)"/>
  <text x="48" y="50" fill="#fff" font-family="sans-serif" font-size="38" text-anchor="middle" dominant-baseline="middle">${initials}</text>
</svg>
`
}
