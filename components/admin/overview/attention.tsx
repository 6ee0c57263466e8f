import type { Route } from 'next'
import Link from 'next/link'
import { formatValue } from '@/components/charts/series'
import { Alert } from '@/components/ui/alert'
import type { Machinery } from '@/lib/reports/overview'
import { COUNT_LIMIT } from './machinery'

const count = (n: number, one: string, many: string) =>
  `${n >= COUNT_LIMIT ? '1,000 or more' : formatValue(n, 'count')} ${n === 1 ? one : many}`

type Matter = { text: string; href: string }

type AttentionProps = {
  machinery: Machinery
  titles: ReadonlyMap<string, string>
  /** The jobs that did not run when they were due. */
  late: ReadonlySet<string>
}

function mattersOf({ machinery: { webhooks, mails, jobs }, titles, late }: AttentionProps): Matter[] {
  return [
    webhooks.failed > 0 && {
      text: count(webhooks.failed, 'webhook failed', 'webhooks failed'),
      href: '/admin/webhooks?status=failed',
    },
    webhooks.parked > 0 && {
      text: count(webhooks.parked, 'webhook needs a decision', 'webhooks need a decision'),
      href: '/admin/webhooks?status=parked',
    },
    mails.failed > 0 && {
      text: count(mails.failed, 'mail failed in the last 7 days', 'mails failed in the last 7 days'),
      href: '/admin/mails?status=failed',
    },
    ...jobs
      .filter(({ error }) => error)
      .map(({ job }) => ({ text: `${titles.get(job) ?? job} failed`, href: '/admin/crons?outcome=failed' })),
    ...[...late].map((job) => ({
      text: `${titles.get(job) ?? job} did not run when due`,
      href: '/admin/crons',
    })),
  ].filter((matter) => matter !== false)
}

/** What went wrong and stays so until somebody looks at it, each with the way there. Nothing when all is well. */
export function Attention(props: AttentionProps) {
  const matters = mattersOf(props)
  if (matters.length === 0) return null
  return (
    <Alert variant="warning" title="Needs attention">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {matters.map(({ text, href }) => (
          <li key={text}>
            <Link href={href as Route} className="link">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
