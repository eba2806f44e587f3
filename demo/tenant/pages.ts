import { createHash } from 'node:crypto'
import type { Context } from 'koa'

/** Markup that has been escaped. */
class Html {
  constructor(readonly source: string) {}
}

type Part = Html | string | number | false | undefined | readonly Part[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function render(part: Part): string {
  if (part instanceof Html) return part.source
  if (Array.isArray(part)) return part.map(render).join('')
  if (part === false || part === undefined) return ''
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Escapes every value, except markup that has already been escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, index) => text + render(parts[index])).join(''))
}

/** Marks markup of the library as escaped. */
export const trusted = (source: string) => new Html(source)

export type { Html }

const style = `
:root { color-scheme: light dark; --line: light-dark(#8a8f98, #7d8590); --card: light-dark(#fff, #1c2128);
  --text: light-dark(#1f2328, #e6edf3); --soft: light-dark(#59636e, #a3acb8); --accent: light-dark(#0a58ca, #6cb0ff); --on-accent: light-dark(#fff, #0d1117) }
* { box-sizing: border-box }
body { margin: 0; padding: 1rem; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f3f4f6, #0d1117); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 24rem; padding: 1.5rem; border-radius: .75rem; background: var(--card);
  box-shadow: 0 1px 3px rgb(0 0 0 / .3); overflow-wrap: anywhere }
h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25 }
p { margin: 0 0 1rem; color: var(--soft); text-wrap: pretty }
form { margin: 0 0 .625rem }
form:last-child { margin: 0 }
label { display: block; font-weight: 600 }
input { width: 100%; margin: .25rem 0 .75rem; padding: .5rem .625rem; border: 1px solid var(--line); border-radius: .375rem;
  background: transparent; color: inherit; font: inherit }
button { display: flex; width: 100%; min-height: 2.75rem; padding: .375rem .75rem; gap: .625rem; align-items: center;
  justify-content: center; border: 1px solid var(--line); border-radius: .375rem; background: transparent;
  color: inherit; font: inherit; font-weight: 600; cursor: pointer; overflow-wrap: anywhere }
button.main { border-color: transparent; background: var(--accent); color: var(--on-accent) }
button.plain { border-color: transparent; color: var(--accent) }
button:hover { background: color-mix(in srgb, var(--text) 6%, transparent) }
button.main:hover { background: color-mix(in srgb, var(--accent) 88%, gray) }
button:has(img) { justify-content: start }
button img { width: 1.75rem; height: 1.75rem; border-radius: 50% }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
hr { margin: 1rem 0; border: 0; border-top: 1px solid var(--line) }
[role=alert] { color: inherit; padding: .5rem .625rem; border-left: .25rem solid light-dark(#c62828, #ff7b72) }
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** Sends a page without scripts. `formTargets` are the origins where the redirects after its forms may end. */
export function sendPage(
  ctx: Context,
  title: string,
  content: Html,
  { status = 200, formTargets = [] }: { status?: number; formTargets?: readonly string[] } = {},
) {
  ctx.status = status
  ctx.type = 'html'
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Referrer-Policy', 'no-referrer')
  ctx.set(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      "img-src 'self' data:",
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  )
  ctx.body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.source
}
