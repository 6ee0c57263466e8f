import { supportEmail } from './support-email'

// Reaches browsers, so it stays free of libraries. The names are spelled out because the build replaces them
// by value.
const supabaseUrl = process.env.NEXT_PUBLIC_SUPABASE_URL
const supabasePublishableKey =
  process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY || process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY
const vercelHost = process.env.NEXT_PUBLIC_VERCEL_PROJECT_PRODUCTION_URL
// A preview is reached at an address of its own: whoever signs in there stays there.
const previewHost =
  process.env.NEXT_PUBLIC_VERCEL_ENV === 'preview' ? process.env.NEXT_PUBLIC_VERCEL_BRANCH_URL : undefined
const site = previewHost
  ? `https://${previewHost}`
  : process.env.NEXT_PUBLIC_SITE_URL || (vercelHost ? `https://${vercelHost}` : 'http://localhost:3000')

const isWebAddress = (address = '') => /^https?:/.test(address) && URL.canParse(address)

/** What is wrong with the settings that browsers may see, without their values. */
export function findPublicProblems(): string[] {
  const problems = []
  if (!isWebAddress(supabaseUrl)) problems.push('NEXT_PUBLIC_SUPABASE_URL is missing or no web address')
  if (!supabasePublishableKey) problems.push('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is missing')
  if (!isWebAddress(site)) problems.push('NEXT_PUBLIC_SITE_URL must begin with https:// or http://')
  if (supportEmail && !/^[^\s<>@]+@[^\s<>@]+$/.test(supportEmail))
    problems.push('NEXT_PUBLIC_SUPPORT_EMAIL must be an address, as in support@example.com')
  return problems
}

/** Address and publishable key of the Supabase project; both may be seen by browsers. Throws when one is missing. */
export function publicEnv() {
  const [problem] = findPublicProblems()
  if (problem || !supabaseUrl || !supabasePublishableKey) throw new Error(problem)
  return { supabaseUrl, supabasePublishableKey }
}

/** Where this app is reached; used in mails, redirects and metadata. */
export const siteUrl = new URL(isWebAddress(site) ? site : 'http://localhost:3000')
