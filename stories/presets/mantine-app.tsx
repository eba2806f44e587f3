import {
  Alert,
  Button,
  createTheme,
  Group,
  MantineProvider,
  Paper,
  Stack,
  TextInput,
  Title,
} from '@mantine/core'
import alertStyles from '@mantine/core/styles/Alert.css?raw'
import buttonStyles from '@mantine/core/styles/Button.css?raw'
import groupStyles from '@mantine/core/styles/Group.css?raw'
import inputStyles from '@mantine/core/styles/Input.css?raw'
import paperStyles from '@mantine/core/styles/Paper.css?raw'
import stackStyles from '@mantine/core/styles/Stack.css?raw'
import titleStyles from '@mantine/core/styles/Title.css?raw'
import unstyledButtonStyles from '@mantine/core/styles/UnstyledButton.css?raw'
import { mantine } from '../../test/hosts/sheets'
import { HostPage } from '../host-page'
import type { HostAppProps } from './host-app'
import preset from './mantine.css?raw'

const css = [
  mantine,
  unstyledButtonStyles,
  alertStyles,
  buttonStyles,
  groupStyles,
  inputStyles,
  paperStyles,
  stackStyles,
  titleStyles,
  preset,
].join('\n')

// Its defaults are too light for white text of this size.
const theme = createTheme({ primaryShade: 8 })

export default function MantineApp({ scheme, children }: HostAppProps) {
  return (
    <HostPage host={{ css, html: { 'data-mantine-color-scheme': scheme } }}>
      <MantineProvider theme={theme} forceColorScheme={scheme}>
        <Stack maw="42rem">
          <Paper withBorder p="lg">
            <Stack>
              <Title order={2} size="h4">
                Profile
              </Title>
              <Alert>Your email address is verified.</Alert>
              <TextInput label="Display name" defaultValue="Ada Lovelace" />
              <Group>
                <Button>Save</Button>
                <Button color="red.9">Delete profile</Button>
              </Group>
            </Stack>
          </Paper>
          {children}
        </Stack>
      </MantineProvider>
    </HostPage>
  )
}
