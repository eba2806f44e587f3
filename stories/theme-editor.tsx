import { type CSSProperties, useEffect, useState } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import { CodeBlock } from './code-block'
import 'react-linked-accounts/styles.css'
import './theme-editor.css'

/** The variables that one changes first, each with its values in light and dark. */
const COLORS = [
  ['--la-text', '#17181c', '#f2f3f5'],
  ['--la-muted', '#5d626b', '#a0a6b0'],
  ['--la-surface', '#ffffff', '#131417'],
  ['--la-raised', '#f7f8f9', '#1a1c20'],
  ['--la-border', '#e6e8eb', '#2a2d33'],
  ['--la-control-border', '#d3d7dd', '#3d424b'],
  ['--la-accent', '#1a5fd8', '#8fb8ff'],
  ['--la-success', '#176b3a', '#74d99f'],
  ['--la-warning', '#875200', '#eebd62'],
  ['--la-danger', '#b8271c', '#ff9d94'],
] as const

const LENGTHS = [
  ['--la-radius', 12, 32],
  ['--la-control-radius', 8, 24],
  ['--la-tile-radius', 10, 18],
  ['--la-row-padding', 12, 28],
] as const

const SCHEMES = ['light', 'dark'] as const
type Scheme = (typeof SCHEMES)[number]

/** Changes the variables of a card, and shows the CSS to copy. The card is light or dark as the page, until one chooses. */
export function ThemeEditor() {
  const [client] = useState(() => createFakeClient())
  const [scheme, setScheme] = useState<Scheme>('light')
  useEffect(() => {
    const page = document.documentElement
    const follow = () => setScheme(page.style.colorScheme === 'dark' ? 'dark' : 'light')
    const observer = new MutationObserver(follow)
    observer.observe(page, { attributeFilter: ['style'] })
    follow()
    return () => observer.disconnect()
  }, [])
  const [colors, setColors] = useState<Record<string, Partial<Record<Scheme, string>>>>({})
  const [lengths, setLengths] = useState<Record<string, number>>({})
  const variables = {
    ...Object.fromEntries(
      COLORS.flatMap(([name, light, dark]) => {
        const own = colors[name]
        return own ? [[name, `light-dark(${own.light ?? light}, ${own.dark ?? dark})`]] : []
      }),
    ),
    ...Object.fromEntries(Object.entries(lengths).map(([name, value]) => [name, `${value / 16}rem`])),
  }
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}: ${value};\n`)
  return (
    <div className="theme-editor sb-unstyled">
      <div className="theme-editor-fields">
        <fieldset>
          <legend>Scheme</legend>
          {SCHEMES.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="theme-editor-scheme"
                checked={scheme === name}
                onChange={() => setScheme(name)}
              />
              {name}
            </label>
          ))}
        </fieldset>
        {COLORS.map(([name, light, dark]) => (
          <label key={name}>
            <input
              type="color"
              value={colors[name]?.[scheme] ?? (scheme === 'light' ? light : dark)}
              onChange={({ target }) =>
                setColors({ ...colors, [name]: { ...colors[name], [scheme]: target.value } })
              }
            />
            <code>{name}</code>
          </label>
        ))}
        {LENGTHS.map(([name, initial, max]) => (
          <label key={name}>
            <input
              type="range"
              max={max}
              value={lengths[name] ?? initial}
              onChange={({ target }) => setLengths({ ...lengths, [name]: target.valueAsNumber })}
            />
            <code>{name}</code>
          </label>
        ))}
      </div>
      <div
        className="theme-editor-card"
        data-theme={scheme}
        style={{ colorScheme: scheme, background: scheme === 'light' ? '#f5f4f0' : '#0f1113' }}
      >
        <LinkedAccounts
          client={client}
          browser={client.browser}
          connections={[{ name: 'windowslive' }, { name: 'apple' }]}
          headingLevel={3}
          style={variables as CSSProperties}
        />
      </div>
      <div className="theme-editor-code">
        <CodeBlock language="css">
          {lines.length > 0
            ? `:root {\n${lines.join('')}}`
            : '/* Change a value: the CSS to copy appears here. */'}
        </CodeBlock>
      </div>
    </div>
  )
}
