/**
 * Imports oidc-provider without its warning about Node 20. The library works there, but recommends Node 22. All its
 * other messages are still printed.
 */
const { warn } = console
console.warn = (...line: unknown[]) => {
  if (!String(line[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...line)
}
const library = await import('oidc-provider').finally(() => {
  console.warn = warn
})

export const { Provider: OpenIdProvider, errors, interactionPolicy } = library
