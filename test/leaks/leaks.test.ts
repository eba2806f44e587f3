import { chromium, type Page } from 'playwright'
import { expect } from 'vitest'
import type { Tenant } from '../../demo/tenant/index'
import { signIn } from '../e2e/demo-test'
import { openHost, testInProduction } from '../e2e/host-test'
import { linkAndUnlink, playTenantInPage } from './tenant-in-page'

const CYCLES = 1000
/** Few enough that TanStack Query's cache does not slow down the page. */
const BATCH = 50

/** A page whose scripts are interpreted, never compiled, because compiled code is also on the heap, at unpredictable times. */
const test = testInProduction.extend(
  'interpretedPage',
  async ({ launchOptions, demo, tenant }, { onCleanup }) => {
    const args = [...(launchOptions.args ?? []), '--js-flags=--no-opt --no-maglev --no-sparkplug']
    const browser = await chromium.launch({ ...launchOptions, args })
    onCleanup(() => browser.close())
    const context = await browser.newContext({ baseURL: demo.origin })
    await signIn(context, tenant, demo.origin)
    return context.newPage()
  },
)

test(`${CYCLES} links and unlinks on one page do not grow its heap or its listeners`, async ({
  interpretedPage,
  tenant,
}) => {
  const { run, measure } = await openForMeasuring(interpretedPage, tenant)
  await run(2)
  const before = await measure()
  await run(CYCLES / BATCH)
  const after = await measure()

  expect(after.heap / before.heap).toBeLessThan(1.05)
  expect(after.listeners / before.listeners).toBeLessThan(1.05)
}, 120_000)

test('the measurement detects a leak of one listener and one kilobyte per link', async ({
  interpretedPage,
  tenant,
}) => {
  const { run, measure } = await openForMeasuring(interpretedPage, tenant)
  await run(2)
  const before = await measure()
  await interpretedPage.evaluate((cycles) => {
    const kept = Array.from({ length: cycles }, () => new Array(256).fill(0.5))
    for (const one of kept) window.addEventListener('pageshow', () => one)
  }, CYCLES)
  const after = await measure()

  expect(after.heap / before.heap).toBeGreaterThan(1.05)
  expect(after.listeners / before.listeners).toBeGreaterThan(1.05)
})

async function openForMeasuring(page: Page, tenant: Tenant) {
  await page.clock.install()
  await page.addInitScript(playTenantInPage, tenant.origin)
  await openHost(page, { section: { confirm: 'none' }, button: { display: 'popup' } })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return {
    /** Links and unlinks, in batches. */
    run: async (batches: number) => {
      for (let batch = 0; batch < batches; batch++) {
        await page.evaluate(linkAndUnlink, BATCH)
        // TanStack Query keeps finished mutations for five minutes.
        await page.clock.fastForward('10:00')
      }
    },
    measure: async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      const { metrics } = await session.send('Performance.getMetrics')
      const listeners = metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? Number.NaN
      return { heap: usedSize, listeners }
    },
  }
}
