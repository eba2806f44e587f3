import { existsSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import type { Document } from '../../scripts/docs/documents'
import { storybookPages } from './storybook-pages'

const root = resolve(import.meta.dirname, '../..')

const pages = storybookPages()

/** Links to files, headings and Storybook pages that do not exist. Links to other sites are not checked. */
export function brokenLinks(documents: readonly Document[]): string[] {
  const headings = new Map(documents.map(({ path, text }) => [path, anchorsOf(text)]))
  return documents.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => {
        if (/^[a-z]+:/.test(link)) return false
        if (link.startsWith('?')) return !pages.has(link.replace(/^\?path=\/docs\/|#.*/g, ''))
        const [file = '', anchor] = link.split('#')
        const target = file === '' ? path : posix.join(posix.dirname(path), file)
        if (!existsSync(resolve(root, target))) return true
        return anchor !== undefined && !headings.get(target)?.has(anchor)
      })
      .map((link) => `${path}: ${link}`),
  )
}

function linksOf(text: string): string[] {
  const prose = withoutBlocks(text).replace(/`[^`\n]*`/g, 'code')
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g), ...prose.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)].map(
    ([, link = '']) => link,
  )
}

/** GitHub's anchors for the headings. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
    for (let count = 0; ; count += 1) {
      const unique = count === 0 ? anchor : `${anchor}-${count}`
      if (anchors.has(unique)) continue
      anchors.add(unique)
      break
    }
  }
  return anchors
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '')
}
