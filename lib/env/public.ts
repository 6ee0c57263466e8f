// Reaches browsers, so it stays free of libraries. The names are spelled out because the build replaces them
// by value.
const supabaseUrl = process.env.NEXT_PUBLIC_SUPABASE_URL
const supabasePublishableKey =
  process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY || process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY
const vercelHost = process.env.NEXT_PUBLIC_VERCEL_PROJECT_PRODUCTION_URL

/** Address and publishable key of the Supabase project; both may be seen by browsers. Throws when one is missing. */
export function publicEnv() {
  if (!supabaseUrl || !URL.canParse(supabaseUrl))
    throw new Error('NEXT_PUBLIC_SUPABASE_URL is missing or no URL')
  if (!supabasePublishableKey) throw new Error('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is missing')
  return { supabaseUrl, supabasePublishableKey }
}

/** Where this app is reached; used in mails, redirects and metadata. */
export const siteUrl = new URL(
  process.env.NEXT_PUBLIC_SITE_URL || (vercelHost ? `https://${vercelHost}` : 'http://localhost:3000'),
)
