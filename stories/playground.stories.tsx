import type { Meta, StoryObj } from '@storybook/react-vite'
import { LinkedAccounts, type LinkedAccountsProps, type LinkStatus } from 'react-linked-accounts'
import {
  createFakeClient,
  type FakeClient,
  type ScenarioName,
  scenarios,
} from 'react-linked-accounts/testing'
import { hosts } from '../test/hosts/sheets'
import { appears } from './appears'
import { argTypesOf } from './arg-types'
import { HostPage } from './host-page'

const CONNECTIONS = ['google-oauth2', 'github', 'windowslive', 'apple', 'facebook', 'samlp']
const RESETS = ['none', 'Bootstrap 5', 'Tailwind 3', 'Tailwind 4', 'MUI', 'Mantine'] as const
const RETURNS: LinkStatus[] = ['linked', 'unchanged', 'cancelled', 'denied', 'already_linked', 'failed']

interface PlaygroundArgs
  extends Pick<LinkedAccountsProps, 'undoMs' | 'variant' | 'density' | 'headingLevel' | 'showLinkedAt'> {
  confirm: 'dialog' | 'undo' | 'none'
  scenario: ScenarioName
  returned: LinkStatus | 'no'
  latencyMs: number
  connections: string[]
  reset: (typeof RESETS)[number]
}

const sheets = await hosts()

const props = Object.fromEntries(
  Object.entries(argTypesOf('LinkedAccountsProps')).map(([name, prop]) => [
    name,
    { ...prop, table: { ...prop.table, category: 'Props' } },
  ]),
)
const surrounding = (description: string) => ({ description, table: { category: 'Surroundings' } })

/** Change anything below. Theme and direction are in the toolbar. */
const meta = {
  title: 'Playground',
  parameters: {
    linking: { ownProvider: true },
    controls: { disable: false, expanded: true },
  },
  tags: ['!autodocs'],
  argTypes: {
    connections: {
      ...props.connections,
      control: 'check',
      options: CONNECTIONS,
    },
    confirm: { ...props.confirm, control: 'inline-radio', options: ['dialog', 'undo', 'none'] },
    undoMs: { ...props.undoMs, control: { type: 'range', min: 1000, max: 30_000, step: 1000 } },
    variant: { ...props.variant },
    density: { ...props.density },
    headingLevel: { ...props.headingLevel, control: 'select', options: [2, 3, 4, 5, 6, false] },
    showLinkedAt: { ...props.showLinkedAt },
    scenario: {
      ...surrounding('How the backend behaves.'),
      control: 'select',
      options: Object.keys(scenarios),
    },
    returned: {
      ...surrounding('How a link ended that the page comes back from.'),
      control: 'select',
      options: ['no', ...RETURNS],
    },
    latencyMs: {
      ...surrounding('How many milliseconds the backend takes for an answer.'),
      control: { type: 'range', max: 5000, step: 100 },
    },
    reset: {
      ...surrounding('The style sheet of the page.'),
      control: 'select',
      options: RESETS,
    },
  },
  args: {
    connections: ['google-oauth2', 'github', 'windowslive', 'samlp'],
    confirm: 'undo',
    undoMs: 10_000,
    variant: 'card',
    density: 'comfortable',
    headingLevel: 2,
    showLinkedAt: false,
    scenario: 'default',
    returned: 'no',
    latencyMs: 300,
    reset: 'none',
  },
  render: ({ scenario, returned, latencyMs, connections, reset, ...props }) => {
    const client = clientFor(scenario, returned, latencyMs)
    const card = (
      <LinkedAccounts
        {...props}
        key={`${scenario} ${returned} ${latencyMs}`}
        client={client}
        browser={client.browser}
        connections={connections.map((name) => ({ name }))}
      />
    )
    const host = sheets.find(({ name }) => name === reset)
    return host ? <HostPage host={host}>{card}</HostPage> : card
  },
} satisfies Meta<PlaygroundArgs>
export default meta

const clients = new Map<string, FakeClient>()

/** The same client for the same settings, so that a change of the look does not load the list anew. */
function clientFor(scenario: ScenarioName, returned: LinkStatus | 'no', latencyMs: number): FakeClient {
  const key = `${scenario} ${returned} ${latencyMs}`
  const client =
    clients.get(key) ??
    createFakeClient({
      latencyMs,
      ...scenarios[scenario],
      ...(returned !== 'no' && { returned }),
    })
  clients.set(key, client)
  return client
}

export const Playground: StoryObj<typeof meta> = {
  beforeEach: () => clients.clear(),
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: 'Unlink GitHub account @ada-lovelace' }))
  },
}
