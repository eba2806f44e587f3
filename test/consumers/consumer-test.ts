import { chromium } from 'playwright'
import { test as base } from 'vitest'
import { headlessLaunchOptions } from '../../scripts/find-browser'
import { packPackage } from '../package/packed'
import { type Consumer, type Installed, installApp, NotInRegistry } from './consumer'
import { type Visit, visit } from './visit'

export { expect } from 'vitest'

/** A test with an app that is installed, type-checked, built and served, and with browsers to visit it. */
export const test = base
  .extend('launchOptions', { scope: 'worker' }, headlessLaunchOptions)
  .extend('browser', { scope: 'worker' }, async ({ launchOptions }, { onCleanup }) => {
    const browser = await chromium.launch(launchOptions)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('packed', { scope: 'worker' }, async ({ launchOptions: _ }, { onCleanup }) => {
    const packed = await packPackage()
    onCleanup(() => packed.remove())
    return packed
  })
  /** Skips the test, and says why, if the registry does not have what the app needs. */
  .extend('install', ({ packed, skip }, { onCleanup }) => async (consumer: Consumer): Promise<Installed> => {
    const app = await installApp(consumer, packed).catch((error: unknown) => {
      if (!(error instanceof NotInRegistry)) throw error
      console.warn(`${consumer.app} is skipped: ${error.message}`)
      return skip(error.message)
    })
    onCleanup(() => app.stop())
    return app
  })
  .extend('build', ({ install }) => async (consumer: Consumer): Promise<Installed> => {
    const app = await install(consumer)
    await app.script('typecheck')
    await app.script('build')
    await app.start()
    return app
  })
  .extend('visit', ({ browser }, { onCleanup }) => async (): Promise<Visit> => {
    const visited = await visit(browser)
    onCleanup(() => visited.context.close())
    return visited
  })
