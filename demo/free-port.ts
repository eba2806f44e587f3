import { createServer } from 'node:net'

/** Everything here is for this machine alone. */
export const HOST = '127.0.0.1'

/** The port, or the next one that is free. 0 finds any. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const free = await tryPort(port)
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
