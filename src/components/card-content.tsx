'use client'
import type { ReactNode } from 'react'
import { InCardContext, useHostNotices } from '../react/use-notice-owner'
import { LinkedAccountsConnections } from './linked-accounts-connections'
import { LinkedAccountsList, type LinkedAccountsListProps } from './linked-accounts-list'
import { LinkedAccountsNotice } from './linked-accounts-notice'
import { useClassNames } from './slots'

export { UnlinkDialog } from './unlink-dialog'

export interface CardContentProps extends LinkedAccountsListProps {
  notices: 'inline' | 'none'
  /** Level of its headings. */
  headingLevel: 2 | 3 | 4 | 5 | 6
  footer: ReactNode
}

/** The content below the card's header. Its code loads in parallel with the list. */
export function CardContent({ notices, headingLevel, footer, ...list }: CardContentProps) {
  const classOf = useClassNames()
  return (
    <InCardContext.Provider value>
      {notices === 'inline' ? <LinkedAccountsNotice /> : <HostNotices />}
      <LinkedAccountsList {...list} />
      <div className={classOf('footer')}>
        <LinkedAccountsConnections headingLevel={headingLevel} />
        {footer}
      </div>
    </InCardContext.Provider>
  )
}

function HostNotices() {
  useHostNotices()
  return null
}
