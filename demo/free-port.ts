import { createServer } from 'node:net'

/** All servers of the demo are reachable from this machine only. */
export const HOST = '127.0.0.1'

/** Finds the first free port that is not reserved, starting with the wanted one. With 0, it finds any free port. */
export async function freePort(wanted: number, reserved: readonly number[] = []): Promise<number> {
  for (let port = wanted; ; port++) {
    const free = reserved.includes(port) ? undefined : await tryPort(port)
    if (free !== undefined) return free
  }
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    probe.listen(port, HOST, () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
    })
  })
}
