import Modal from '@mui/material/Modal'
import * as Radix from '@radix-ui/react-dialog'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

interface PlaceProps {
  children: ReactNode
}

function InForm({ children }: PlaceProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        event.currentTarget.dataset.submitted = 'true'
      }}
    >
      <input aria-label="Display name" />
      {children}
    </form>
  )
}

function InNativeDialog({ children }: PlaceProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setIsOpen] = useState(true)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} data-place="open" onClose={() => setIsOpen(false)}>
      {isOpen && children}
    </dialog>
  )
}

function InRadixDialog({ children }: PlaceProps) {
  return (
    <Radix.Root defaultOpen>
      <Radix.Portal>
        <Radix.Overlay />
        <Radix.Content aria-describedby={undefined} data-place="open">
          <Radix.Title>Settings</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function InMuiModal({ children }: PlaceProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Modal open={isOpen} onClose={() => setIsOpen(false)}>
      <div data-place="open">{children}</div>
    </Modal>
  )
}

function InContentVisibility({ children }: PlaceProps) {
  return <div style={{ contentVisibility: 'auto' }}>{children}</div>
}

function InShadowRoot({ children }: PlaceProps) {
  const host = useRef<HTMLDivElement>(null)
  const [root, setRoot] = useState<ShadowRoot | null>(null)
  useEffect(
    () => setRoot(host.current?.shadowRoot ?? host.current?.attachShadow({ mode: 'open' }) ?? null),
    [],
  )
  return <div ref={host}>{root && createPortal(children, root)}</div>
}

function InFrame({ children }: PlaceProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [body, setBody] = useState<HTMLElement | null>(null)
  useEffect(() => setBody(frame.current?.contentDocument?.body ?? null), [])
  return (
    <iframe title="Settings" ref={frame} height={500}>
      {body && createPortal(children, body)}
    </iframe>
  )
}

/** Where hosts put the card. */
export const places: Record<string, (props: PlaceProps) => ReactNode> = {
  'a form': InForm,
  'a native dialog': InNativeDialog,
  'a dialog of Radix': InRadixDialog,
  'a modal of MUI': InMuiModal,
  'an element with content-visibility': InContentVisibility,
  'a shadow root': InShadowRoot,
  'a frame': InFrame,
}
