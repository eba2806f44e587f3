interface Fiber {
  readonly tag: number
  readonly flags: number
  readonly type: { displayName?: string; name?: string; render?: { name?: string } } | null
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
  readonly stateNode: { current: Fiber } | null
}

/** React's tags of function, class, forwardRef and memo components. */
const COMPONENTS = [0, 1, 11, 14, 15]
/** React's flag of a component that was rendered and did not bail out. */
const PERFORMED_WORK = 1

/**
 * The names of the components that were rendered in the last commit, found as React DevTools does. Call it in the
 * `onRender` of a `Profiler` that is rendered into the container.
 */
export function renderedComponents(container: Element): string[] {
  const key = Object.keys(container).find((name) => name.startsWith('__reactContainer$')) ?? ''
  const root = (container as unknown as Record<string, Fiber>)[key]?.stateNode?.current
  return root ? renderedIn(root, root.alternate) : []
}

/** If a subtree bailed out, both trees have the same children. */
function renderedIn(fiber: Fiber, previous: Fiber | null): string[] {
  const names: string[] = []
  const wasRendered = previous === null || (fiber.flags & PERFORMED_WORK) === PERFORMED_WORK
  if (COMPONENTS.includes(fiber.tag) && wasRendered) names.push(nameOf(fiber))
  if (fiber.child === previous?.child) return names
  for (let child = fiber.child; child; child = child.sibling)
    names.push(...renderedIn(child, child.alternate))
  return names
}

function nameOf({ type }: Fiber): string {
  return type?.displayName || type?.render?.name || type?.name || 'anonymous'
}
