import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from '@/components/ui/card'
import { TAILWIND_4 } from '../../test/hosts/sheets'
import { HostPage } from '../host-page'
import type { HostAppProps } from './host-app'
import preset from './shadcn.css?raw'
import { shadcnSheet } from './shadcn-sheet'

const css = `${shadcnSheet}\n${preset}`

export default function ShadcnApp({ scheme, children }: HostAppProps) {
  return (
    <HostPage host={{ css, layers: TAILWIND_4, html: { class: scheme } }}>
      <div className="grid max-w-2xl gap-4">
        <Card>
          <CardHeader>
            <CardTitle>
              <h2>Profile</h2>
            </CardTitle>
            <CardDescription>Your email address is verified.</CardDescription>
          </CardHeader>
          <CardContent className="grid gap-2 text-sm">
            <label className="font-medium" htmlFor="display-name">
              Display name
            </label>
            <input
              className="h-9 rounded-md border border-input bg-transparent px-3 shadow-xs"
              id="display-name"
              defaultValue="Ada Lovelace"
            />
          </CardContent>
          <CardFooter className="gap-2">
            <Button>Save</Button>
            <Button variant="outline">Delete profile</Button>
          </CardFooter>
        </Card>
        {children}
      </div>
    </HostPage>
  )
}
