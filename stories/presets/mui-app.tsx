import {
  Alert,
  Button,
  Card,
  CardActions,
  CardContent,
  CardHeader,
  CssBaseline,
  createTheme,
  Stack,
  TextField,
  ThemeProvider,
} from '@mui/material'
import { HostPage } from '../host-page'
import type { HostAppProps } from './host-app'
import preset from './mui.css?raw'

const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-mui-color-scheme' },
  colorSchemes: { light: true, dark: true },
})

export default function MuiApp({ scheme, children }: HostAppProps) {
  return (
    <HostPage host={{ css: preset, html: { 'data-mui-color-scheme': scheme } }}>
      <ThemeProvider key={scheme} theme={theme} defaultMode={scheme} storageManager={null}>
        <CssBaseline />
        <Stack spacing={2} sx={{ maxWidth: '42rem' }}>
          <Card variant="outlined">
            <CardHeader title="Profile" slotProps={{ title: { component: 'h2', variant: 'h6' } }} />
            <CardContent>
              <Stack spacing={2}>
                <Alert severity="success">Your email address is verified.</Alert>
                <TextField label="Display name" defaultValue="Ada Lovelace" size="small" />
              </Stack>
            </CardContent>
            <CardActions sx={{ px: 2, pb: 2 }}>
              <Button variant="contained">Save</Button>
              <Button color="error">Delete profile</Button>
            </CardActions>
          </Card>
          {children}
        </Stack>
      </ThemeProvider>
    </HostPage>
  )
}
