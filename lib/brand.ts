/** What the product is called, wherever a page or a mail says it. "Make it yours" in docs/recipes.md lists what else bears its name. */
export const PRODUCT_NAME = 'Creditkit'
/** What it is for, after its name in the title of the front page and in previews of links. */
export const TAGLINE = 'sell credits, never lose count'
/** What search engines and previews of links say of it, on pages without words of their own. */
export const DESCRIPTION =
  'An open Next.js and Supabase starter for apps that sell credits: checkout, a ledger that stays exact under load, and balances that move live in every tab.'
/** The line under the logo at the end of the public pages. */
export const FOOTER = 'An open starter for apps that sell credits. MIT license.'
