import { type ReactNode, useInsertionEffect } from 'react'
import layered from 'react-linked-accounts/styles.layer.css?inline'
import type { Host } from '../test/hosts/sheets'

/** Makes this page that of a host: its style sheet before the kit's, its attributes on `<html>`. */
export function HostPage({ host, children }: { host: Omit<Host, 'name'>; children: ReactNode }) {
  const { css, layers } = host
  const attributes = JSON.stringify(host.html ?? {})
  useInsertionEffect(() => {
    const html: Record<string, string> = JSON.parse(attributes)
    const root = document.documentElement
    const before = new Map(Object.keys(html).map((name) => [name, root.getAttribute(name)]))
    for (const [name, value] of Object.entries(html)) root.setAttribute(name, value)
    const sheets = [layers, css, layers === undefined ? undefined : layered].map((text = '') =>
      Object.assign(document.createElement('style'), { textContent: text }),
    )
    document.head.prepend(...sheets)
    return () => {
      for (const sheet of sheets) sheet.remove()
      for (const [name, value] of before) {
        if (value === null) root.removeAttribute(name)
        else root.setAttribute(name, value)
      }
    }
  }, [css, layers, attributes])
  return children
}
