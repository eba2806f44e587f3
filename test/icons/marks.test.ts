import { readdirSync, readFileSync } from 'node:fs'
import { type ComponentType, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { buildIcons } from '../../scripts/build-icons'
import { loaders } from '../../src/icons/internal/loaders'
import { ProviderMark } from '../../src/icons/provider-mark'
import { providerNames } from '../../src/locales/provider-names'

const folder = new URL('../../src/icons/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.tsx') && file !== 'provider-mark.tsx')
const source = (file: string) => readFileSync(new URL(file, folder), 'utf8')

/** Drawn by hand, because no package has them, or only as a wordmark. */
const drawn = ['key', 'mail', 'microsoft', 'organization', 'phone', 'yandex'].map((name) => `${name}.tsx`)
/** Providers that intentionally have a name but no icon. */
const letters: string[] = []

describe('the generated marks', () => {
  const generated = buildIcons()

  it('are all icons except those drawn by hand', () => {
    expect(files).toEqual([...generated.keys(), ...drawn].sort())
  })

  it.each([...generated])('src/icons/%s is what scripts/build-icons.ts makes', (file, text) => {
    expect(source(file)).toBe(text)
  })
})

describe.each(files)('src/icons/%s', (file) => {
  it('exports one component, and imports only the frame', async () => {
    expect(Object.keys(await moduleOf(file))).toEqual(['default'])
    expect(importsOf(file)).toEqual(['./internal/mark'])
  })

  it('is decorative, 24 × 24, and takes the props of an <svg>', async () => {
    const { default: Mark } = await moduleOf(file)
    const markup = renderToStaticMarkup(createElement(Mark, { className: 'mine' }))
    expect(markup).toMatch(/^<svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor"/)
    expect(markup).toMatch(/aria-hidden="true" focusable="false" class="mine"><path /)
  })

  it('is visible on a light and on a dark background', () => {
    for (const [, fill = ''] of source(file).matchAll(/fill="([^"]*)"/g)) {
      const [, light = fill, dark = fill] = /^light-dark\((.*), (.*)\)$/.exec(fill) ?? []
      expect(contrast(light, '#ffffff')).toBeGreaterThan(1.7)
      expect(contrast(dark, '#131417')).toBeGreaterThan(3)
    }
  })
})

describe('the strategies', () => {
  it('have an icon if they have a name, or intentionally a letter', () => {
    const marked = (provider: string) => provider in loaders || onServer(provider).includes('<path')
    expect(Object.keys(providerNames).filter((provider) => !marked(provider))).toEqual(letters)
  })

  it('load each brand, and no other module', async () => {
    const names = await Promise.all(Object.values(loaders).map(async (load) => (await load()).default.name))
    const all = await Promise.all(files.map(async (file) => (await moduleOf(file)).default.name))
    const glyphs = ['KeyMark', 'MailMark', 'OrganizationMark', 'PhoneMark']
    expect([...new Set(names), ...glyphs].sort()).toEqual(all.sort())
  })
})

describe('on a server', () => {
  it.each(['auth0', 'samlp', 'email', 'sms'])('%s has its mark', (provider) => {
    expect(onServer(provider)).toMatch(/^<svg .*<path .*<\/svg>$/)
  })

  it.each(['github', 'google-oauth2', 'acme', 'constructor'])('%s has an empty box', (provider) => {
    expect(onServer(provider)).toMatch(/^<svg [^>]*><\/svg>$/)
  })
})

function onServer(provider: string): string {
  return renderToStaticMarkup(createElement(ProviderMark, { provider, name: 'Acme' }))
}

function moduleOf(file: string): Promise<{ default: ComponentType<{ className?: string }> }> {
  return import(`../../src/icons/${file.slice(0, -'.tsx'.length)}.tsx`)
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(source(file)).importedFiles.map(({ fileName }) => fileName)
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The WCAG 2 luminance of `#rgb` or `#rrggbb`. */
function luminance(color: string): number {
  const digits = color.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3')
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const value = Number.parseInt(digits.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return red * 0.2126 + green * 0.7152 + blue * 0.0722
}
