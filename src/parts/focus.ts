/** Moves the focus off a row that is about to go: to the next row, else the previous one, else the heading. */
export function focusNeighbour(button: HTMLElement, headingId: string): void {
  const row = button.closest('[data-slot="identity"]')
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
  const target = neighbour ?? button.ownerDocument.getElementById(headingId)
  if (target instanceof HTMLElement) target.focus()
}

/**
 * Moves the focus off a control that is about to go: to the row it is in, else to the link button it belongs to, else
 * to the heading.
 */
export function focusOwner(control: HTMLElement): void {
  const target =
    control.closest('[data-slot="identity"]') ??
    control.closest('[data-slot="link"]')?.querySelector('[data-slot="link-button"]') ??
    control.closest('[data-slot="root"]')?.querySelector('[data-slot="heading"]')
  if (target instanceof HTMLElement) target.focus()
}
