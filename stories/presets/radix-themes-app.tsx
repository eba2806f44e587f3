import { Button, Callout, Card, Flex, Heading, Text, TextField, Theme } from '@radix-ui/themes'
import styles from '@radix-ui/themes/styles.css?raw'
import { HostPage } from '../host-page'
import type { HostAppProps } from './host-app'
import preset from './radix-themes.css?raw'

const css = `${styles}\nbody { background: var(--color-background) }\n${preset}`

export default function RadixThemesApp({ scheme, children }: HostAppProps) {
  return (
    <HostPage host={{ css, html: { class: `radix-themes ${scheme}` } }}>
      <Theme accentColor="indigo" grayColor="slate" hasBackground={false}>
        <Flex direction="column" gap="4" maxWidth="42rem">
          <Card size="3">
            <Flex direction="column" gap="4">
              <Heading as="h2" size="4">
                Profile
              </Heading>
              <Callout.Root color="green">
                <Callout.Text>Your email address is verified.</Callout.Text>
              </Callout.Root>
              <Text as="label" size="2" weight="medium">
                Display name
                <TextField.Root defaultValue="Ada Lovelace" mt="1" />
              </Text>
              <Flex gap="3">
                <Button>Save</Button>
                <Button color="red" variant="soft">
                  Delete profile
                </Button>
              </Flex>
            </Flex>
          </Card>
          {children}
        </Flex>
      </Theme>
    </HostPage>
  )
}
