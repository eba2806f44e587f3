'use client'
import { type ReactNode, useId } from 'react'
import { DismissButton } from '../parts/dismiss-button'
import { Notice } from '../parts/notice'
import { useMessages } from '../react/use-messages'
import { icons } from './icons'
import { useClassNames } from './slots'

export interface NoticeBoxProps {
  /** What the notice is about. The notice takes the focus once for each subject. */
  subject: object
  tone: 'success' | 'warning' | 'danger' | 'info'
  title: string
  body?: string | undefined
  /** Buttons. */
  children?: ReactNode
  onDismiss?: (() => void) | undefined
  'data-status'?: string | undefined
}

/** A notice on the card, with icon, title, body, buttons and a dismiss button. */
export function NoticeBox({ subject, tone, title, body, children, onDismiss, ...props }: NoticeBoxProps) {
  const { messages, format } = useMessages()
  const classOf = useClassNames()
  const id = useId()
  return (
    <Notice
      {...props}
      subject={subject}
      className={classOf('notice')}
      data-tone={tone}
      aria-labelledby={`${id}title`}
      aria-describedby={body ? `${id}body` : undefined}
    >
      {icons[tone]}
      <div className="la-notice-text">
        <p className="la-notice-title" id={`${id}title`}>
          {title}
        </p>{' '}
        {body && (
          <p className="la-text" id={`${id}body`}>
            {body}
          </p>
        )}
        {children && <div className="la-actions">{children}</div>}
      </div>
      {onDismiss && (
        <DismissButton
          className="la-button la-quiet la-close"
          aria-label={format(messages.dismiss, {})}
          onDismiss={onDismiss}
        >
          {icons.close}
        </DismissButton>
      )}
    </Notice>
  )
}
