import { STATES } from '../look/states'
import { click, finder, openPageToStay, type Page, type PageOptions } from './page'

/** Everything that the kit can show, one below the other. */
function Everything() {
  return (
    <div style={{ inlineSize: '40rem', flex: 'none', margin: 0, padding: 0 }}>
      {Object.entries(STATES).map(([name, { content }]) => (
        <div key={name} data-card={name} style={{ margin: 0, padding: 0 }}>
          {content}
        </div>
      ))}
      <div data-host="">
        <h2>The host’s</h2>
        <button type="button">own</button>
        <ul>
          <li>list</li>
        </ul>
      </div>
    </div>
  )
}

/** The same on a host's page, each card in its state, and the last one with the unlink dialog. */
export async function openEverything(options: PageOptions): Promise<Page> {
  const page = openPageToStay(<Everything />, options)
  const find = finder(page)
  for (const [name, { clicks = [], ready }] of Object.entries(STATES)) {
    for (const step of clicks) await click(find(step, name))
    for (const element of ready.split(', ')) await find(element, name)
  }
  for (const animation of page.document.getAnimations()) animation.cancel()
  return page
}
