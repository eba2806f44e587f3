import type { Locator } from 'playwright'
import { ada } from '../e2e/demo-test'
import { expect, test } from './consumer-test'
import { button, google, linkGitHub, signIn, unlinkButton, unlinkGitHub } from './visit'

const styleOf = (element: Locator, ...names: string[]) =>
  element.evaluate((node, properties) => {
    const style = getComputedStyle(node)
    return properties.map((name) => style.getPropertyValue(name))
  }, names)

test('Tailwind 4 and a Radix dialog: looks as on a bare page, links and unlinks in a form in the dialog', async ({
  build,
  visit,
}) => {
  const app = await build({ app: 'tailwind' })
  const { tenant } = app
  const { page, problems } = await visit()
  await signIn(page, app)

  const section = page.getByRole('region', { name: 'Linked accounts' })
  const heading = section.getByRole('heading', { level: 2 })
  // Styles that Tailwind resets, and a utility that overrides the kit.
  expect(await styleOf(unlinkButton(page, google), 'border-top-width', 'cursor')).toEqual(['1px', 'pointer'])
  expect(await styleOf(section, 'border-top-width', 'border-radius')).toEqual(['1px', '0px'])
  expect(await styleOf(heading, 'font-size', 'font-weight')).toEqual(['16px', '600'])
  expect(await styleOf(button(page, 'Save'), 'border-top-width')).toEqual(['0px'])

  await linkGitHub(page, tenant)

  const settings = page.getByRole('dialog', { name: 'Settings' })
  const question = page.getByRole('alertdialog', { name: 'Unlink Google?' })
  await unlinkButton(page, google).click()
  await question.waitFor()
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'hidden' })
  await settings.waitFor()
  expect((await tenant.users())[0]?.identities).toContainEqual(ada.identities[1])

  await unlinkGitHub(page, tenant)
  await settings.getByText('Not saved').waitFor()
  await button(page, 'Save').click()
  await settings.getByText('Saved', { exact: true }).waitFor()
  expect(problems).toEqual([])
})
