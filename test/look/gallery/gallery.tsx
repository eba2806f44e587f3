import { createRoot } from 'react-dom/client'
import { hosts } from '../../hosts/sheets'
import { presets } from '../presets'
import { STATES } from '../states'
import { showState } from './show-state'

/** The options of a gallery page, from its URL. */
const asked = new URLSearchParams(location.search)
const state = asked.get('state')

const { documentElement } = document
const root = document.getElementById('root') as HTMLElement
if (state !== null) {
  await showState(root, state, asked)
} else {
  // The same as in the frames, because a frame with a different color scheme is not transparent.
  documentElement.style.colorScheme = 'light dark'
  createRoot(root).render(<Sheet />)
  const names = async (pages: Promise<{ name: string }[]>) =>
    JSON.stringify((await pages).map(({ name }) => name))
  documentElement.dataset.hosts = await names(hosts())
  documentElement.dataset.presets = await names(presets())
}
documentElement.dataset.ready = ''

/** Every state, each in its own page, and in several presets if requested. */
function Sheet() {
  const states = (asked.get('states')?.split(',') ?? Object.keys(STATES)).filter((name) => name in STATES)
  const presets = asked.get('presets')?.split('/')
  const frames = presets
    ? presets.flatMap((preset) => states.map((state) => ({ title: preset, of: { preset, state } })))
    : states.map((state) => ({ title: state, of: { state } }))
  const width = Number(asked.get('width') ?? 672)
  return (
    <main style={{ columnWidth: `${width}px`, columnGap: 24, padding: 24, margin: -8 }}>
      {frames.map(({ title, of }) => (
        <figure key={title} style={{ margin: '0 0 24px', breakInside: 'avoid' }}>
          <figcaption style={{ font: '13px sans-serif', color: 'GrayText' }}>{title}</figcaption>
          <iframe
            title={title}
            src={`?${new URLSearchParams({ ...Object.fromEntries(asked), ...of })}`}
            style={{ display: 'block', inlineSize: width, blockSize: 600, border: 0 }}
          />
        </figure>
      ))}
    </main>
  )
}
