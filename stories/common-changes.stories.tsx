import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ComponentType } from 'react'
import { type Identity, LinkedAccounts, type LinkedAccountsProps } from 'react-linked-accounts'
import { type FakeScenario, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { Compact as CompactExample } from '../docs/examples/compact'
import compactCode from '../docs/examples/compact.tsx?raw'
import { ConnectionsFirst as ConnectionsFirstExample } from '../docs/examples/connections-first'
import connectionsFirstCode from '../docs/examples/connections-first.tsx?raw'
import { GermanWords as GermanWordsExample } from '../docs/examples/german-words'
import germanWordsCode from '../docs/examples/german-words.tsx?raw'
import { HiddenProvider as HiddenProviderExample } from '../docs/examples/hidden-provider'
import hiddenProviderCode from '../docs/examples/hidden-provider.tsx?raw'
import { LinkedOn as LinkedOnExample } from '../docs/examples/linked-on'
import linkedOnCode from '../docs/examples/linked-on.tsx?raw'
import { NoHeading as NoHeadingExample } from '../docs/examples/no-heading'
import noHeadingCode from '../docs/examples/no-heading.tsx?raw'
import { OneRowPerProvider as OneRowPerProviderExample } from '../docs/examples/one-row-per-provider'
import oneRowPerProviderCode from '../docs/examples/one-row-per-provider.tsx?raw'
import { OneText as OneTextExample } from '../docs/examples/one-text'
import oneTextCode from '../docs/examples/one-text.tsx?raw'
import { OwnIcon as OwnIconExample } from '../docs/examples/own-icon'
import ownIconCode from '../docs/examples/own-icon.tsx?raw'
import { PasswordAndPasskeys as PasswordAndPasskeysExample } from '../docs/examples/password-and-passkeys'
import passwordAndPasskeysCode from '../docs/examples/password-and-passkeys.tsx?raw'
import { appears } from './appears'
import { clientOf } from './surroundings'

const meta = {
  title: 'Recipes/Common changes',
  component: LinkedAccounts,
  parameters: {
    linking: { ownProvider: true },
    docs: {
      description: {
        component:
          'What product teams change most, each in a few lines. All take the props of `<LinkedAccounts>`, such as ' +
          '`client` and `connections`.',
      },
    },
  },
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

const connections = [{ name: 'github' }, { name: 'google-oauth2' }, { name: 'facebook' }]
const [password, google, github] = scenarios.default.identities as [Identity, Identity, Identity]
const withDate = fakeIdentity({ profile: { username: 'ada-lovelace' }, linkedAt: '2026-03-14T09:00:00Z' })

/** The code with the style sheet, which an app imports once. */
const withStyles = (code: string) => code.replace(/^\n/m, "import 'react-linked-accounts/styles.css'\n\n")

/** The example on the fake backend, and the code that it is. */
const example = (
  Example: ComponentType<LinkedAccountsProps>,
  code: string,
  scenario: FakeScenario = {},
): Story => ({
  parameters: { linking: { ownProvider: true, scenario }, docs: { source: { code: withStyles(code) } } },
  render: (_args, { loaded }) => (
    <Example client={clientOf(loaded)} browser={clientOf(loaded).browser} connections={connections} />
  ),
  play: async ({ canvas }) => {
    await appears(await canvas.findByRole('button', { name: /Facebook/ }))
  },
})

/** German words. What is not translated stays English. */
export const GermanWords: Story = {
  ...example(GermanWordsExample, germanWordsCode),
  name: 'Another language (German)',
}

/** One text of your own. */
export const OneText: Story = { ...example(OneTextExample, oneTextCode), name: 'One text' }

/** No heading. The section keeps its name. */
export const NoHeading: Story = { ...example(NoHeadingExample, noHeadingCode), name: 'No heading' }

/** Another icon for a provider. */
export const OwnIcon: Story = { ...example(OwnIconExample, ownIconCode), name: 'Own icon' }

/** A provider that is not shown. It still counts as a sign-in method. */
export const HiddenProvider: Story = {
  ...example(HiddenProviderExample, hiddenProviderCode),
  name: 'Hidden provider',
}

/** The connections above the list. */
export const ConnectionsFirst: Story = {
  ...example(ConnectionsFirstExample, connectionsFirstCode),
  name: 'Connections first',
}

/** Less space between the rows. */
export const Compact: Story = example(CompactExample, compactCode)

/** One row for each provider, linked or not. */
export const OneRowPerProvider: Story = {
  ...example(OneRowPerProviderExample, oneRowPerProviderCode),
  name: 'One row per provider',
}

/** When each account was linked. */
export const LinkedOn: Story = {
  ...example(LinkedOnExample, linkedOnCode, {
    identities: [password, google, withDate],
  }),
  name: 'Linked on',
}

/** Sign-in methods that the backend does not list. */
export const PasswordAndPasskeys: Story = {
  ...example(PasswordAndPasskeysExample, passwordAndPasskeysCode, {
    identities: [google, github],
  }),
  name: 'Password and passkeys',
}
