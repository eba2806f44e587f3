import { type NextRequest, NextResponse } from 'next/server'
import { finishSignIn, origin } from '../../../lib/session'

export async function GET({ nextUrl }: NextRequest) {
  await finishSignIn(nextUrl.search)
  return NextResponse.redirect(`${origin}/settings`)
}
