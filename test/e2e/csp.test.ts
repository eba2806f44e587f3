import type { BrowserContext, Page } from 'playwright'
import { describe, expect } from 'vitest'
import type { DemoBackend } from '../../demo/tenant/demo-backend'
import { demoTest, linkNotice, unlinkIdentity } from './demo-test'
import { button, folder, github, google, openHost, popupFrom, unlinkButton } from './host-test'

const strict = (images: string) => ({
  production: true,
  headers: (server: DemoBackend) => ({ 'content-security-policy': policy(server, images) }),
})
// The demo page's icon is a data URL.
const testDemoPage = demoTest(strict('data:'))
const test = demoTest({ ...strict(''), folder })

/** The policy in docs/security.md; additions that the page's sign-in library needs are marked. */
function policy(server: DemoBackend, images: string): string {
  const providers = server.connections.map(({ issuer }) => issuer).join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${server.origin}`,
    `img-src ${server.origin} ${providers} ${images}`,
    `form-action ${server.origin} ${providers}`,
    // Silent sign-in.
    `frame-src 'self' ${server.origin}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/** Records violations of the policy on any page of the browser. */
async function hearViolations(context: BrowserContext) {
  const violations: string[] = []
  await context.exposeFunction('violated', (violation: string) => void violations.push(violation))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event
      const report: unknown = Reflect.get(window, 'violated')
      if (typeof report !== 'function') return
      report(
        `${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample} on ${location.origin}`,
      )
    })
  })
  return violations
}

testDemoPage('the demo page lists, links and unlinks under a strict policy', async ({ page, context }) => {
  const violations = await hearViolations(context)
  await page.goto('/')
  await unlinkButton(page, google).waitFor()
  await button(page, 'Link GitHub').click()
  await button(page, 'ada-lovelace').click()
  await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()
  await unlinkIdentity(page, github)
  await page.getByText(`${github} unlinked.`).waitFor()
  await button(page, 'Link GitHub').click()
  await button(page, 'Cancel').click()
  await linkNotice(page, 'Sign-in was canceled.').waitFor()
  expect(violations).toEqual([])
})

describe('every flow of the kit complies with a strict policy', () => {
  const linkIt = async (page: Page, there: Page) => {
    await button(there, 'ada-lovelace').click()
    await linkNotice(page, 'GitHub linked You can now sign in with @ada-lovelace.').waitFor()
    const avatar = page.locator('.la-avatar img, img.la-avatar').first()
    await expect
      .poll(() => avatar.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  }

  for (const authorizeMethod of ['get', 'post'] as const) {
    test(`a link by ${authorizeMethod}`, async ({ page, context }) => {
      const violations = await hearViolations(context)
      await openHost(page, { client: { authorizeMethod } })
      await button(page, 'Add GitHub').click()
      await linkIt(page, page)
      expect(violations).toEqual([])
    })

    test(`a link by ${authorizeMethod} in a popup`, async ({ page, context }) => {
      const violations = await hearViolations(context)
      await openHost(page, { client: { authorizeMethod }, button: { display: 'popup' } })
      await linkIt(page, await popupFrom(page, 'Add GitHub'))
      expect(violations).toEqual([])
    })
  }

  test('a link by token', async ({ page, context }) => {
    const violations = await hearViolations(context)
    await openHost(page, { client: { responseType: 'token' } })
    await button(page, 'Add GitHub').click()
    await linkIt(page, page)
    expect(violations).toEqual([])
  })

  test('unlinks: undone, and sent while the page closes', async ({ page, context, tenant }) => {
    const violations = await hearViolations(context)
    await openHost(page, { section: { confirm: 'undo', undoMs: 60_000 } })
    await unlinkButton(page, google).click()
    await button(page, `Undo unlinking ${google}`).click()
    await unlinkButton(page, google).click()
    await button(page, `Undo unlinking ${google}`).waitFor()
    await page.reload()
    await expect.poll(async () => (await tenant.users()).length).toBe(3)
    expect(violations).toEqual([])
  })
})

test('the policy is enforced, and violations are noticed', async ({ page, context }) => {
  const violations = await hearViolations(context)
  await openHost(page)
  expect(violations).toEqual([])

  await page.evaluate(() => {
    new Image().src = 'https://elsewhere.example/a.png'
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'a { color: red }' }))
    try {
      document.body.innerHTML = '<p>a</p>'
    } catch {
      // Recorded as a violation.
    }
  })
  await expect
    .poll(() => violations.map((violation) => violation.split(' ')[0]).sort())
    .toEqual(['img-src', 'require-trusted-types-for', 'style-src-elem'])
})
