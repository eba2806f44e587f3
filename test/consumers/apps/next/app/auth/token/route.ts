import { type NextRequest, NextResponse } from 'next/server'
import { readSession, renewSession } from '../../../lib/session'

/** The access token of the signed-in user, for this page only. */
export async function POST({ nextUrl }: NextRequest) {
  const session = await readSession()
  if (!session) return NextResponse.json({ error: 'signed_out' }, { status: 401 })
  const { accessToken } = nextUrl.searchParams.has('fresh') ? await renewSession(session) : session
  return NextResponse.json({ accessToken })
}
