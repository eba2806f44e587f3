import {
  type CSSProperties,
  cloneElement,
  createElement,
  isValidElement,
  type JSX,
  type ReactElement,
  type Ref,
} from 'react'
import { setRef } from './use-merged-ref'

/** Props of every part, in addition to those of its element. */
export interface PartProps {
  /**
   * Renders a different element or component: pass an element, which gets the part's props, or a function of the props. It
   * must pass on `ref` and all props.
   */
  render?: ReactElement | ((props: Props) => ReactElement) | undefined
}

type Props = Record<string, unknown>
type Handler = (event: { defaultPrevented: boolean }) => void

/**
 * Renders a part: one element with the part's own props, the user's props, and those of `render`. The user's handlers run
 * first, and can call `event.preventDefault()` to skip the part's own handler.
 */
export function renderPart(
  tag: keyof JSX.IntrinsicElements,
  own: object,
  { render, ...props }: PartProps & object,
  ref: Ref<never>,
): ReactElement {
  const merged = mergeProps(own as Props, props)
  if (typeof render === 'function') return render({ ...merged, ref })
  if (!isValidElement<Props>(render)) return createElement(tag, { ...merged, ref })
  return cloneElement(render, {
    ...mergeProps(merged, render.props),
    ref: mergeRefs(ref, refOf(render)),
  } as Props)
}

function mergeProps(own: Props, user: Props): Props {
  const merged: Props = { ...own }
  for (const [name, value] of Object.entries(user)) {
    const mine = own[name]
    if (value === undefined) continue
    if (/^on[A-Z]/.test(name) && typeof mine === 'function' && typeof value === 'function') {
      merged[name] = (event: { defaultPrevented: boolean }) => {
        ;(value as Handler)(event)
        if (!event.defaultPrevented) (mine as Handler)(event)
      }
    } else if (name === 'className' && mine) merged[name] = `${mine} ${value}`
    else if (name === 'style' && mine)
      merged[name] = { ...(mine as CSSProperties), ...(value as CSSProperties) }
    else merged[name] = value
  }
  return merged
}

/** In React 19, an element's ref is one of its props. In React 18, it is not. */
function refOf(element: ReactElement<Props>): Ref<never> {
  return (element.props.ref ?? (element as { ref?: Ref<never> }).ref ?? null) as Ref<never>
}

function mergeRefs(...refs: Ref<never>[]): Ref<never> {
  const all = refs.filter(Boolean)
  if (all.length < 2) return all[0] ?? null
  return (value: never) => {
    for (const ref of all) setRef(ref, value)
  }
}
