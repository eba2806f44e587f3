'use client'
import { useRef, useState } from 'react'
import { type Identity, useMessages } from 'react-linked-accounts'
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from '@/components/ui/alert-dialog'

interface Question {
  identity: Identity
  /** Has the focus before the dialog opens. */
  origin: Element | null
  answer: (isConfirmed: boolean) => void
}

/** Asks before an unlink: `ask` is for the root, and the rest is for the dialog. */
export function useUnlinkDialog() {
  const [question, setQuestion] = useState<Question>()
  const [isOpen, setIsOpen] = useState(false)
  const ask = (identity: Identity) =>
    new Promise<boolean>((answer) => {
      setQuestion({ identity, origin: document.activeElement, answer })
      setIsOpen(true)
    })
  return { ask, question, isOpen, setIsOpen }
}

type UnlinkDialogProps = Omit<ReturnType<typeof useUnlinkDialog>, 'ask'>

export function UnlinkDialog({ question, isOpen, setIsOpen }: UnlinkDialogProps) {
  const isConfirmed = useRef(false)
  const { messages, format, describe } = useMessages()
  if (!question) return null
  const { identity, origin, answer } = question
  const names = describe(identity)
  return (
    <AlertDialog open={isOpen} onOpenChange={setIsOpen}>
      <AlertDialogContent
        onOpenAutoFocus={() => {
          isConfirmed.current = false
        }}
        onCloseAutoFocus={(event) => {
          // Answers last, because an unlink moves the focus away from the row.
          event.preventDefault()
          if (origin instanceof HTMLElement) origin.focus()
          answer(isConfirmed.current)
        }}
      >
        <AlertDialogHeader>
          <AlertDialogTitle>{format(messages.confirmTitle, names)}</AlertDialogTitle>
          <AlertDialogDescription>{format(messages.confirmText, names)}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{format(messages.confirmNo, {})}</AlertDialogCancel>
          <AlertDialogAction
            onClick={() => {
              isConfirmed.current = true
            }}
          >
            {format(messages.confirmYes, {})}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
