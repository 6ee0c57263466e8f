/** The address people reach the app at; relative metadata and mail links are resolved against it. */
export const siteUrl = new URL(process.env.NEXT_PUBLIC_SITE_URL ?? 'http://localhost:3000')
