import { NextResponse } from 'next/server'
import { startSignIn } from '../../../lib/session'

export const GET = async () => NextResponse.redirect(await startSignIn())
