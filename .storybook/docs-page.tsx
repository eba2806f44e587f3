import {
  Controls,
  Description,
  DocsContainer,
  type DocsContainerProps,
  Primary,
  Stories,
  Title,
  useOf,
} from '@storybook/addon-docs/blocks'
import { type PropsWithChildren, useEffect, useState } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { theme } from './theme'

/** A page of the documentation, light or dark as the toolbar says. */
export function DocsPage(props: PropsWithChildren<DocsContainerProps>) {
  const [scheme, setScheme] = useState<'light' | 'dark'>(() =>
    /theme:dark/.test(new URLSearchParams(location.search).get('globals') ?? '') ? 'dark' : 'light',
  )
  useEffect(() => {
    const channel = addons.getChannel()
    const update = ({ globals }: { globals: { theme?: string } }) =>
      setScheme(globals.theme === 'dark' ? 'dark' : 'light')
    channel.on(GLOBALS_UPDATED, update)
    return () => channel.off(GLOBALS_UPDATED, update)
  }, [])
  useEffect(() => {
    document.documentElement.style.colorScheme = scheme
  }, [scheme])
  return <DocsContainer {...props} theme={theme(scheme)} />
}

/** A component with its props, or a number of states without them. */
export function StoriesPage() {
  const of = useOf('meta', ['meta'])
  const isComponent = of.preparedMeta.title.startsWith('Components/')
  return (
    <>
      <Title />
      <Description />
      {isComponent && (
        <>
          <Primary />
          <h2>Props</h2>
          <Controls />
        </>
      )}
      <Stories includePrimary={!isComponent} />
    </>
  )
}
