import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'

const stylesheet = new URL('../src/styles/styles.css', import.meta.url).pathname

/** The style sheet as a host's build makes it. */
async function built(): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: stylesheet } },
  })) as Rolldown.RolldownOutput
  const asset = output.find(({ fileName }) => fileName.endsWith('.css'))
  return asset?.type === 'asset' ? String(asset.source) : ''
}

describe('the style sheet in a host’s build', () => {
  it('keeps its colours, light and dark, wherever the host sets `color-scheme`', async () => {
    const css = await built()
    expect(css).toContain('--la-text:#1c1e21')
    expect(css).toContain('--la-text:light-dark(#1c1e21,#eceef1)')
    expect(css).not.toContain('--lightningcss')
  })

  it('takes the direction from the page, and not from its language', async () => {
    expect(await built()).not.toMatch(/:lang|:dir/)
  })
})
