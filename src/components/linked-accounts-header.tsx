'use client'
import type { ReactNode } from 'react'
import { Heading, type HeadingProps } from '../parts/heading'
import { useMessages } from '../react/use-messages'
import { useClassNames } from './slots'

export interface LinkedAccountsHeaderProps {
  /** Level of the heading. Default 2. */
  headingLevel?: HeadingProps['level']
  /** Additional content below the description. */
  children?: ReactNode
}

/** The heading and description of `<LinkedAccounts>`. */
export function LinkedAccountsHeader({ headingLevel, children }: LinkedAccountsHeaderProps) {
  const { messages, format } = useMessages()
  const classOf = useClassNames()
  return (
    <div className={classOf('header')}>
      <Heading level={headingLevel} className={classOf('heading')}>
        {format(messages.heading, {})}
      </Heading>
      <p className={classOf('description')}>{format(messages.description, {})}</p>
      {children}
    </div>
  )
}
