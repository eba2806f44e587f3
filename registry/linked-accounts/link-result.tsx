'use client'
import { useId } from 'react'
import { useLinkResult, useMessages } from 'react-linked-accounts'
import { DismissButton, Notice } from 'react-linked-accounts/parts'
import { Button } from '@/components/ui/button'

/** How the last link ended, until the user dismisses it. */
export function LinkResult() {
  const { result, dismiss } = useLinkResult()
  const { messages, format, describeResult } = useMessages()
  const id = useId()
  if (!result) return null
  const { title, body } = describeResult(result)
  return (
    <Notice
      subject={result}
      className="flex items-start justify-between gap-4 rounded-lg border p-4 text-sm"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}body`}
    >
      <div>
        <p className="font-medium" id={`${id}title`}>
          {title}
        </p>
        <p className="text-muted-foreground" id={`${id}body`}>
          {body}
        </p>
      </div>
      <DismissButton onDismiss={dismiss} render={<Button variant="ghost" size="sm" />}>
        {format(messages.dismiss, {})}
      </DismissButton>
    </Notice>
  )
}
