'use client'
import { useCallback, useEffect, useState } from 'react'
import { type Intent, takeInterrupted } from '../core/step-up'
import { useAccountLinking } from './context'

/**
 * What the person was about to do when the step-up left the page. It goes on at their word only: nothing is linked
 * or unlinked because a page was opened.
 */
export function useInterruptedIntent(): { intent: Intent | null; dismiss: () => void } {
  const { client } = useAccountLinking()
  const [intent, setIntent] = useState<Intent | null>(null)
  useEffect(() => {
    const interrupted = takeInterrupted(client.key)
    if (interrupted) setIntent(interrupted)
  }, [client])
  return { intent, dismiss: useCallback(() => setIntent(null), []) }
}
