import { act, render, screen, waitFor, within } from '@testing-library/react'
import { Profiler } from 'react'
import { createFakeClient, fakeIdentity, scenarios } from 'react-linked-accounts/testing'
import { expect, it } from 'vitest'
import { renderedComponents } from './render-count'
import { hostsQueryClient, Settings } from './settings'

/** A host's page, and the names of all components that were rendered since the last call. */
function watch(client = createFakeClient()) {
  const queryClient = hostsQueryClient()
  const names: string[] = []
  const page = () => (
    <Profiler id="page" onRender={() => void names.push(...renderedComponents(container))}>
      <Settings
        client={{ ...client }}
        browser={client.browser}
        queryClient={queryClient}
        connections={[{ name: 'google-oauth2' }, { name: 'github', link: { scopes: ['user'] } }]}
        providers={{ github: { label: 'GitHub', icon: <svg /> } }}
        messages={{ heading: 'Accounts', linkResult: { cancelled: { body: 'You went back.' } } }}
        classNames={{ row: 'host-row' }}
        components={{}}
        otherSignInMethods={{ passkeys: 1 }}
        canUnlink={() => true}
        confirm="none"
        onError={() => {}}
        onLinkResult={() => {}}
        onEvent={() => {}}
        onUnlinked={() => {}}
        reauthenticate={async () => {}}
      />
    </Profiler>
  )
  const container = document.body.appendChild(document.createElement('div'))
  const { rerender } = render(page(), { container })
  return { client, rerender: () => rerender(page()), rendered: () => names.splice(0) }
}

it('counts what it says it counts', async () => {
  const { client, rendered } = watch()
  await screen.findByText('@ada-lovelace')
  const rows = () => rendered().filter((name) => name.includes('IdentityRow'))
  expect(rows()).toHaveLength(3)
  client.backend.add(fakeIdentity({ accountId: '2', profile: { username: 'countess' } }))
  act(() =>
    client.browser.openTab('https://app.example/').postMessage({
      type: 'changed',
      owner: JSON.stringify([...client.key, client.userId]),
    }),
  )
  await screen.findByText('@countess')
  expect(rows()).toHaveLength(1)
})

it('H7: a page that passes everything inline renders no row', async () => {
  const { rerender, rendered } = watch()
  await screen.findByText('@ada-lovelace')
  rendered()
  rerender()
  const names = rendered()
  expect(names).toContain('Settings')
  expect(names.filter((name) => /IdentityRow|Avatar/.test(name))).toEqual([])
})

it.each([
  ['3', 'default', 'Unlink GitHub account @ada-lovelace'],
  ['1,000', 'many', 'Unlink GitHub account account-10@example.com'],
] as const)(
  'H8: an unlink renders few components with %s identities, and no row',
  async (_n, scenario, name) => {
    const { client, rendered } = watch(createFakeClient(scenarios[scenario]))
    const unlink = await screen.findByRole('button', { name })
    const release = client.backend.hold('unlink')
    rendered()
    unlink.click()
    await waitFor(() => expect(unlink).not.toBeInTheDocument())
    const answer = client.backend.hold('list')
    release()
    await waitFor(() => expect(client.backend.requests.list).toHaveLength(2))
    answer()
    await within(screen.getByRole('log')).findByText(/ unlinked\.$/)
    const names = rendered()
    expect(names.filter((one) => /IdentityRow/.test(one))).toEqual([])
    expect(names.length, names.join()).toBeLessThanOrEqual(12)
  },
)
