/** Marks the parts that the focus moves between. Hosts may change `data-slot`, but not this attribute. */
export const FOCUS = 'data-la-focus'

const at = (name: string) => `[${FOCUS}="${name}"]`

/** Moves the focus away from a row that is about to be removed: to the next row, else the previous row, else the heading. */
export function focusNeighbor(element: HTMLElement): void {
  const root = element.closest(at('root'))
  const row = element.closest(at('row'))
  if (!row) return
  const rows = [...(root?.querySelectorAll(at('row')) ?? [])]
  const index = rows.indexOf(row)
  focus(rows[index + 1] ?? rows[index - 1] ?? root?.querySelector(at('heading')) ?? root)
}

/** Moves the focus away from a control that is about to be removed: to its row, else its link button, else the heading. */
export function focusOwner(control: HTMLElement): void {
  const root = control.closest(at('root'))
  focus(
    control.closest(at('row')) ??
      control.closest(at('link'))?.querySelector('button') ??
      root?.querySelector(at('heading')) ??
      root,
  )
}

/** Whether the focus is where the kit puts it after the focused element is removed. */
export function isResting(element: Element): boolean {
  return element.matches(['row', 'heading', 'root'].map(at).join())
}

/** Whether the user is typing, so that the focus stays where it is. */
export function isTyping(near: Element): boolean {
  return !!activeElement(near)?.matches('input, textarea, select, [contenteditable]')
}

/** The focused element, in the element's shadow tree or else in its document. */
export function activeElement(element: Element): Element | null {
  const root = element.getRootNode() as Document | ShadowRoot
  return root.activeElement ?? element.ownerDocument.activeElement
}

/** An element in another frame is not an `HTMLElement` of this window. */
function focus(target: Element | null | undefined): void {
  if (target && 'focus' in target) (target as HTMLElement).focus()
}
