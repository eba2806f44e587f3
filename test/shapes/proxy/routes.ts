import type { Backend, Link } from './backend'

/** Handles every request under `/linked-accounts`. */
export async function handle(request: Request, backend: Backend): Promise<Response> {
  const { origins } = backend
  const { pathname, searchParams } = new URL(request.url)
  const user = await backend.userOf(request)

  if (pathname === '/linked-accounts/callback') {
    const link = await backend.takeLink(searchParams.get('state') ?? '')
    if (!link) return refuse(400, 'unknown_state')
    // Only for the user who started the link, because an attacker can send anyone to this URL.
    let error: string | undefined = user ? 'session_changed' : 'signed_out'
    if (user?.id === link.userId) error = await backend.finishLink(link, searchParams)
    const back = new URL(link.returnTo)
    if (error) back.searchParams.set('error', error)
    return Response.redirect(back)
  }
  // Any site can make the browser send your cookie, but not your origin.
  const origin = request.headers.get('origin') ?? ''
  if (request.method !== 'GET' && !origins.includes(origin)) return refuse(403, 'wrong_origin')
  if (!user) return refuse(401, 'signed_out')

  if (request.method === 'GET') {
    const accounts = user.accounts.map(({ id, provider, email }) => ({ id, provider, email }))
    return Response.json({ userId: user.id, accounts })
  }
  if (request.method === 'POST') {
    const { provider, userId, returnTo } = (await request.json()) as Link
    if (userId !== user.id) return refuse(409, 'session_changed')
    // Only your own pages; otherwise this server would redirect to any site.
    if (!origins.some((one) => returnTo.startsWith(`${one}/`))) return refuse(400, 'wrong_return')
    return Response.json({ url: await backend.startLink({ provider, userId, returnTo }) })
  }
  const account = user.accounts.find(({ id }) => pathname === `/linked-accounts/${encodeURIComponent(id)}`)
  if (!account) return refuse(404, 'not_linked')
  if (account.managed) return refuse(403, 'managed') // an example of your own rules
  // Do this and the removal in one transaction, or two requests at once could remove the last two accounts.
  if (user.accounts.length === 1) return refuse(409, 'last')
  await backend.removeAccount(user, account.id)
  return new Response(null, { status: 204 })
}

const refuse = (status: number, code: string) => Response.json({ code }, { status })
