import { createRoot } from 'react-dom/client'
import { STATES } from '../states'
import { showState } from './show-state'

/** What a page of this gallery is asked for, in its address. */
const asked = new URLSearchParams(location.search)
const name = asked.get('state')

const root = document.getElementById('root') as HTMLElement
if (name === null) createRoot(root).render(<Sheet />)
else await showState(root, name, asked)

/** Every state, each in a page of its own. */
function Sheet() {
  const states = asked.get('states')?.split(',') ?? Object.keys(STATES)
  const width = Number(asked.get('width') ?? 672)
  return (
    <main style={{ columnWidth: `${width}px`, columnGap: 24, padding: 24, margin: -8 }}>
      {states.map((state) => (
        <figure key={state} style={{ margin: '0 0 24px', breakInside: 'avoid' }}>
          <figcaption style={{ font: '13px sans-serif', color: 'GrayText' }}>{state}</figcaption>
          <iframe
            title={state}
            src={`?${new URLSearchParams([...asked, ['state', state]])}`}
            style={{ display: 'block', inlineSize: width, blockSize: 600, border: 0 }}
          />
        </figure>
      ))}
    </main>
  )
}
