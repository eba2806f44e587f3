import { act, render, screen } from '@testing-library/react'
import { type ComponentType, createRef, type ReactNode, type Ref } from 'react'
import { expect } from 'vitest'

type Props = Record<string, unknown>

/** A part for the check: all of its props, and `ref`. */
export type AnyPart = ComponentType<Props>

export interface Subject {
  part: AnyPart
  /** The name of its element. */
  tag: string
  /** Required props. */
  props?: Props
  /** Attributes that show its state. */
  state?: Record<string, string>
  /** The surrounding elements. Default: none. */
  around?: (part: ReactNode) => ReactNode
}

/** Checks that a part follows the conventions of all parts. */
export async function conforms({ part: Part, tag, props = {}, state = {}, around }: Subject) {
  const show = (more: Props, ref?: Ref<HTMLElement>) => {
    const part = (
      <div data-testid="place">
        <Part {...props} data-testid="part" {...more} ref={ref} />
      </div>
    )
    const { unmount } = render(around ? around(part) : part)
    const element = screen.getByTestId('part')
    expect(screen.getByTestId('place').childNodes).toHaveLength(1)
    expect(element.parentElement).toBe(screen.getByTestId('place'))
    return { unmount, element }
  }

  const ref = createRef<HTMLElement>()
  const plain = show({ className: 'mine', style: { opacity: '0.5' }, 'aria-description': 'mine' }, ref)
  const { element } = plain
  expect(element.localName).toBe(tag)
  expect(ref.current).toBe(element)
  expect(element.className).toBe('mine')
  expect(element.getAttribute('style')).toBe('opacity: 0.5;')
  expect(element).toHaveAttribute('aria-description', 'mine')
  expect(element).toHaveAttribute('data-slot')
  for (const [name, value] of Object.entries(state)) expect(element).toHaveAttribute(name, value)
  plain.unmount()

  const bare = show({})
  expect(bare.element).not.toHaveAttribute('class')
  expect(bare.element).not.toHaveAttribute('style')
  expect(bare.element.textContent).toBe('')
  expect(bare.element.innerHTML).not.toMatch(/class=|title=|aria-label=/)
  expect(bare.element).not.toHaveAttribute('title')
  bare.unmount()

  const inner = createRef<HTMLElement>()
  const outer = createRef<HTMLElement>()
  const clicks: string[] = []
  const own = { className: 'theirs', style: { color: 'red' }, onClick: () => clicks.push('element') }
  const both = show(
    {
      className: 'mine',
      style: { opacity: '0.5' },
      onClick: () => clicks.push('part'),
      render: <output {...own} ref={inner as Ref<HTMLOutputElement>} />,
    },
    outer,
  )
  expect(both.element.localName).toBe('output')
  expect(both.element.className.split(' ').sort()).toEqual(['mine', 'theirs'])
  expect(both.element.getAttribute('style')).toBe('opacity: 0.5; color: red;')
  expect([inner.current, outer.current]).toEqual([both.element, both.element])
  await act(async () => both.element.click())
  expect(clicks.toSorted()).toEqual(['element', 'part'])
  both.unmount()

  const called = createRef<HTMLElement>()
  const fromFunction = show({ render: (given: Props) => <output {...given} /> }, called)
  expect(fromFunction.element.localName).toBe('output')
  expect(called.current).toBe(fromFunction.element)
  for (const [name, value] of Object.entries(state)) {
    expect(fromFunction.element).toHaveAttribute(name, value)
  }
  fromFunction.unmount()
}
