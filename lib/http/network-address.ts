import 'server-only'
import { isIPv6 } from 'node:net'

/**
 * Where a request came from, to tell visitors apart: the address that the proxy in front of the app reports (Vercel
 * overwrites what a client claims; behind another proxy, see that it does too). IPv6 counts by its /64, which is what one
 * subscriber gets. 'unknown' is one shared address.
 */
export function networkAddress(headers: Headers): string {
  const reported = headers.get('x-real-ip') ?? headers.get('x-forwarded-for')?.split(',').at(-1)
  // Some proxies report the port as well, which is another one each time.
  const host = reported?.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3') ?? ''
  const address = host.toLowerCase().replace(/^::ffff:/, '')
  if (!isIPv6(address)) return address || 'unknown'
  const groups = address.includes('::') ? expand(address) : address.split(':')
  return groups.slice(0, 4).join(':')
}

/** The eight groups of an IPv6 address. */
function expand(address: string): string[] {
  const [head = '', tail = ''] = address.split('::')
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean))
  const missing = 8 - (left?.length ?? 0) - (right?.length ?? 0)
  return [...(left ?? []), ...Array(Math.max(0, missing)).fill('0'), ...(right ?? [])]
}
