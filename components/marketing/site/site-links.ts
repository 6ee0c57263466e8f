/** What the public pages are about, as the header, the phone menu and the footer list it. */
export const SITE_LINKS = [
  { href: '/#how-it-works', label: 'How it works' },
  { href: '/#code', label: 'Code' },
  { href: '/tools', label: 'Tools' },
  { href: '/pricing', label: 'Pricing' },
  { href: '/#questions', label: 'Questions' },
] as const
