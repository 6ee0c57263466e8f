export type Way = { method?: string; headers: Record<string, string>; body?: string }

/** Ways to ask for a page that are not a browser's plain one; some are how Next talks to itself. */
export const WAYS: Record<string, Way> = {
  plain: { headers: {} },
  navigation: { headers: { rsc: '1' } },
  prefetch: { headers: { rsc: '1', 'next-router-prefetch': '1' } },
  'prefetch of all': { headers: { rsc: '1', 'next-router-prefetch': '2' } },
  'prefetch of a segment': {
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_full' },
  },
  'a frame that is there already': {
    headers: {
      rsc: '1',
      'next-router-state-tree': encodeURIComponent(
        JSON.stringify(['', { children: ['(protected)', { children: ['admin', {}, null, 'refetch'] }] }]),
      ),
    },
  },
  'a subrequest of the proxy': {
    headers: {
      'x-middleware-subrequest': Array(5).fill('proxy').join(':'),
      'x-middleware-next': '1',
      'x-middleware-invoke': '1',
    },
  },
  'a subrequest of a middleware in src': {
    headers: { 'x-middleware-subrequest': Array(5).fill('src/middleware').join(':') },
  },
  'a request that was routed before': {
    headers: {
      'x-forwarded-host': 'localhost',
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '127.0.0.1',
      'x-matched-path': '/admin',
      'x-nextjs-matched-path': '/admin',
      'x-invoke-path': '/admin',
      'x-invoke-status': '200',
      'x-middleware-rewrite': '/admin',
      'x-original-url': '/admin',
      'x-rewrite-url': '/admin',
      'x-now-route-matches': '1=admin',
      'x-nextjs-data': '1',
      'x-vercel-protection-bypass': '1',
    },
  },
  'somebody who says that they are an admin': {
    headers: {
      'x-user-role': 'admin',
      'x-role': 'admin',
      'x-supabase-role': 'service_role',
      'x-admin': 'true',
    },
  },
  'an action': {
    method: 'POST',
    headers: { 'next-action': `40${'0'.repeat(40)}`, 'content-type': 'text/plain;charset=UTF-8' },
    body: '[]',
  },
  'a render to be resumed': { method: 'POST', headers: { 'next-resume': '1' }, body: '{}' },
  'a render that was asked for by itself': {
    headers: { 'x-prerender-revalidate': 'true', 'x-prerender-bypass': 'true', purpose: 'prefetch' },
  },
}
