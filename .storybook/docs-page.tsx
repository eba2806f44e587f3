import {
  Controls,
  Description,
  DocsContainer,
  type DocsContainerProps,
  DocsContext,
  DocsStory,
  Primary,
  Title,
  useOf,
} from '@storybook/addon-docs/blocks'
import { Fragment, type PropsWithChildren, useContext, useEffect, useLayoutEffect, useState } from 'react'
import { GLOBALS_UPDATED, SET_GLOBALS } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import { Files } from '../stories/files'
import './docs.css'
import { type Globals, initialGlobals, tellFrames } from './initial-globals'
import { theme } from './theme'

/** A page of the documentation, light or dark as the toolbar says. */
export function DocsPage(props: PropsWithChildren<DocsContainerProps>) {
  const channel = addons.getChannel()
  const [globals, setGlobals] = useState<Globals>(
    () => (channel.last(GLOBALS_UPDATED) ?? channel.last(SET_GLOBALS))?.[0].globals ?? initialGlobals(),
  )
  useEffect(() => {
    const update = (changed: { globals: Globals }) => setGlobals(changed.globals)
    channel.on(GLOBALS_UPDATED, update)
    return () => channel.off(GLOBALS_UPDATED, update)
  }, [channel])
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = globals.theme
    tellFrames(globals)
  }, [globals])
  return <DocsContainer {...props} theme={theme(globals.theme)} />
}

/** A component with its props, or a number of states without them. */
export function StoriesPage() {
  const of = useOf('meta', ['meta'])
  const isComponent = of.preparedMeta.title.startsWith('Components/')
  const all = useContext(DocsContext).componentStories()
  const stories = all.filter(({ tags }, index) => tags.includes('autodocs') && !(isComponent && index === 0))
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
      {isComponent && stories.length > 0 && <h2>More</h2>}
      {stories.map(({ id, moduleExport, parameters }) => (
        <Fragment key={id}>
          <DocsStory of={moduleExport} expanded __forceInitialArgs />
          <Files files={parameters.files} />
        </Fragment>
      ))}
    </>
  )
}
