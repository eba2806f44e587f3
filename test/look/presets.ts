import radixTokens from '@radix-ui/themes/tokens.css?raw'
import bootstrap from '../../stories/presets/bootstrap.css?raw'
import mantine from '../../stories/presets/mantine.css?raw'
import mui from '../../stories/presets/mui.css?raw'
import radix from '../../stories/presets/radix-themes.css?raw'
import shadcn from '../../stories/presets/shadcn.css?raw'
import { type Host, hosts } from '../hosts/sheets'
import muiVariables from '../hosts/sheets/mui-variables.css?raw'

const RADIX = { 'data-is-root-theme': 'true', 'data-accent-color': 'indigo', 'data-gray-color': 'slate' }
const MUI_BODY = 'body { background: var(--mui-palette-background-default) }'

/** The hosts' pages that the presets are for, each with its preset. */
export async function presets(): Promise<Host[]> {
  const known = await hosts()
  const page = (name: string): Host => {
    const host = known.find((one) => one.name === name)
    if (!host) throw new Error(`There is no host ${name}.`)
    return host
  }
  const withPreset = (host: Host, preset: string): Host => ({ ...host, css: `${host.css}\n${preset}` })
  const baseline = page('MUI')
  const muiPage = { ...baseline, css: `${baseline.css}\n${muiVariables}\n${MUI_BODY}` }
  const radixPage = {
    name: 'Radix Themes',
    css: radixTokens,
    html: { ...RADIX, class: 'radix-themes light' },
  }
  return [
    withPreset(page('shadcn'), shadcn),
    withPreset(page('shadcn, dark'), shadcn),
    withPreset(muiPage, mui),
    withPreset({ ...muiPage, name: 'MUI, dark', html: { 'data-mui-color-scheme': 'dark' } }, mui),
    withPreset(page('Mantine'), mantine),
    withPreset(page('Mantine, dark'), mantine),
    withPreset(page('Bootstrap 5'), bootstrap),
    withPreset(page('Bootstrap 5, dark'), bootstrap),
    withPreset(radixPage, radix),
    withPreset(
      { ...radixPage, name: 'Radix Themes, dark', html: { ...RADIX, class: 'radix-themes dark' } },
      radix,
    ),
  ]
}
