/**
 * Whether an auth mail may lead to this address: the site itself, or one that config.toml lists in
 * `additional_redirect_urls` (`*` stands for anything but `.` and `/`, `**` for anything).
 */
export function isAllowedRedirect(address: string, siteUrl: string, allowed: string[]): boolean {
  let target: URL
  try {
    target = new URL(address)
  } catch {
    return false
  }
  if (target.origin === new URL(siteUrl).origin) return true
  return allowed.some((pattern) => toExpression(pattern).test(address.split('#')[0] ?? ''))
}

function toExpression(pattern: string) {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^./]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
  return new RegExp(`^${source.join('')}$`)
}
