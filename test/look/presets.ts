import type { Host } from '../hosts/sheets'

/** The pages that the presets of the documentation are for. */
export async function presets(): Promise<Host[]> {
  return []
}
