import { headers } from 'next/headers'
import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { networkAddress } from '@/lib/http/network-address'
import { beginTrial } from '@/lib/leads/trial'

const TrialAnswer = z.object({ available: z.int(), held: z.int(), version: z.int() })

// POST /api/leads: begin a trial, or go on with the one this browser has
export const POST = endpoint({ auth: 'public', summary: 'Begin a trial', output: TrialAnswer }, async () =>
  beginTrial(networkAddress(await headers())),
)
