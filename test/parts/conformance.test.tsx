import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { AccountLinkingProvider, type LinkedAccountsProps } from 'react-linked-accounts'
import * as parts from 'react-linked-accounts/parts'
import { createFakeClient, scenarios } from 'react-linked-accounts/testing'
import { describe, expect, it, vi } from 'vitest'
import { type AnyPart, conforms, type Subject } from './conforms'

const exported = new Map<string, unknown>(Object.entries(parts))
const [password, google] = scenarios.default.identities
if (!password || !google) throw new Error('the scenario has too few identities')
const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
const pictured = { ...google, profile: { ...google.profile, picture } }

function inPage(part: ReactNode, props: Partial<LinkedAccountsProps> = {}) {
  const client = createFakeClient()
  return (
    <AccountLinkingProvider client={client} browser={client.browser} {...props}>
      {part}
    </AccountLinkingProvider>
  )
}
const inRoot = (part: ReactNode) => inPage(<parts.Root>{part}</parts.Root>)
const inRow = (part: ReactNode) => inRoot(<parts.Identity identity={pictured}>{part}</parts.Identity>)

const onDismiss = vi.fn()

const subjects: Record<string, Omit<Subject, 'part'>> = {
  Root: { tag: 'section', around: inPage },
  Heading: { tag: 'h2', around: inRoot },
  Identity: {
    tag: 'li',
    around: inRoot,
    props: {
      identity: password,
      failed: true,
      pending: { identity: password, reason: 'undo', endsAt: null, remainingMs: 1000 },
    },
    state: {
      'data-provider': 'auth0',
      'data-primary': 'true',
      'data-error': 'true',
      'data-pending': 'undo',
      'data-paused': 'true',
    },
  },
  Avatar: { tag: 'img', around: inRow },
  UnlinkButton: { tag: 'button', around: inRow },
  UndoButton: { tag: 'button', around: inRow },
  ConfirmDialog: { tag: 'dialog', around: inRoot, props: { children: () => null } },
  ConfirmButton: { tag: 'button', around: inRoot },
  CancelButton: { tag: 'button', around: inRoot },
  ContinueButton: { tag: 'button', around: inRoot, props: { linking: linkingOf({}) } },
  DismissButton: { tag: 'button', around: inRoot, props: { onDismiss } },
  LinkButton: {
    tag: 'button',
    around: inPage,
    props: { linking: linkingOf({ isPending: true, error: new Error('refused') }) },
    state: { 'data-pending': 'true', 'data-error': 'true' },
  },
  Notice: { tag: 'div', around: inPage, props: { subject: {} } },
}

function linkingOf(state: object) {
  return { link: () => {}, waiting: null, isRedirecting: false, isPending: false, error: null, ...state }
}

describe('every part', () => {
  it('is checked', () => {
    const components = [...exported.keys()].filter((name) => /^[A-Z]/.test(name))
    expect(Object.keys(subjects).toSorted()).toEqual(components.toSorted())
  })

  it.each(Object.entries(subjects))('%s keeps the conventions', async (name, subject) => {
    await conforms({ ...subject, part: exported.get(name) as AnyPart })
  })
})

describe('a handler passed by the user', () => {
  it("runs before the part's own handler, and can prevent it", async () => {
    const user = userEvent.setup()
    const order: string[] = []
    const own = () => order.push('own')
    render(
      inRoot(
        <>
          <parts.DismissButton onDismiss={own} onClick={() => order.push('user')}>
            Both
          </parts.DismissButton>
          <parts.DismissButton onDismiss={own} onClick={(event) => event.preventDefault()}>
            One
          </parts.DismissButton>
        </>,
      ),
    )
    await user.click(screen.getByRole('button', { name: 'Both' }))
    await user.click(screen.getByRole('button', { name: 'One' }))
    expect(order).toEqual(['user', 'own'])
  })
})

describe('the check', () => {
  const faults: Record<string, (props: Record<string, unknown>) => ReactNode> = {
    'a class of its own': (props) => (
      <section data-slot="root" {...props} className={`la ${props.className}`} />
    ),
    'a word of its own': (props) => (
      <section data-slot="root" {...props}>
        Linked
      </section>
    ),
    'a color of its own': (props) => <section data-slot="root" {...props} style={{ color: 'gray' }} />,
    'two elements': (props) => (
      <>
        <section data-slot="root" {...props} />
        <hr />
      </>
    ),
    'no `render`': ({ render: _, ...props }) => <section data-slot="root" {...props} />,
    'no `ref`': ({ ref: _, ...props }) => <section data-slot="root" {...props} />,
    'no state': (props) => <parts.Root {...props} />,
  }

  it.each(Object.entries(faults))('notices a part with %s', async (fault, Faulty) => {
    const state = fault === 'no state' ? { 'data-open': 'true' } : {}
    const subject = { part: Faulty as AnyPart, tag: 'section', around: inPage, state }
    await expect(conforms(subject)).rejects.toThrow()
  })
})
