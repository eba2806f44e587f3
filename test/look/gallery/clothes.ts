import { type Host, hosts } from '../../hosts/sheets'
import { presets } from '../presets'

const BARE: Host = {
  name: 'bare',
  css: ':root { color-scheme: light dark } body { font-family: system-ui, sans-serif }',
}
const GROUND = ':root { background: light-dark(#f6f6f7, #0a0b0d) }'

/** The style sheet of the page around a state: a host's or none, with changes from the URL. */
export async function findClothes(asked: URLSearchParams): Promise<Host> {
  const clothes = (await named(asked)) ?? BARE
  const { html = {}, css } = clothes
  const changes = [
    clothes === BARE && !asked.has('clear') && GROUND,
    `:root { font-size: ${asked.get('text') ?? '100'}% }`,
  ]
  return {
    ...clothes,
    html: { ...html, ...(asked.has('rtl') && { dir: 'rtl', lang: 'ar' }) },
    css: [css, ...changes].filter(Boolean).join('\n'),
  }
}

async function named(asked: URLSearchParams): Promise<Host | undefined> {
  const [host, preset] = [asked.get('host'), asked.get('preset')]
  const of = host === null ? presets() : hosts()
  return (await of).find(({ name }) => name === (host ?? preset))
}
