/**
 * oidc-provider, imported quietly: on Node 20 it prints a notice that it would rather have Node 22, although
 * it works. That one line is dropped; whatever else it has to say still reaches the console.
 */
const { warn } = console
console.warn = (...line: unknown[]) => {
  if (!String(line[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...line)
}
const library = await import('oidc-provider').finally(() => {
  console.warn = warn
})

export const { Provider: OpenIdProvider, errors, interactionPolicy } = library
