import { formatNumber } from '@/lib/format-number'
import 'server-only'
import type { Route } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import type { Viewer } from '@/components/tools/balance/viewer'
import { SignUpGate } from '@/components/tools/catalogue/sign-up-gate'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { Tool } from '@/lib/tools/catalogue'
import { getToolPrice } from '@/lib/tools/offers'
import { loadToolViewer } from './viewer'

type ToolGateProps = {
  // Not Tool & …: intersecting the list of all routes with itself is more than the compiler takes.
  tool: Omit<Tool, 'page'> & { page: Route }
  /** What an account gives, for visitors who can't use this tool without one. */
  points?: readonly string[]
  /** And what comes out of it. */
  sample?: ReactNode
  /** The tool, for whoever may use it, with what one unit costs today in credits. */
  children: (viewer: Viewer, price: number) => Promise<ReactNode>
}

/** Shows a tool to whoever may use it, and to everyone else what they would get for signing up. */
export async function ToolGate({ tool, points = [], sample, children }: ToolGateProps) {
  // Today's price, not that of the build.
  await connection()
  const [viewer, price] = await Promise.all([loadToolViewer(), getToolPrice(tool)])
  if (!price) {
    return (
      <Card>
        <EmptyState
          title="Not on sale right now"
          description="This tool has no price at the moment. Come back later."
        />
      </Card>
    )
  }
  if (viewer.kind === 'visitor') {
    const mayTry = tool.access === 'lead' && (viewer.trial || viewer.trialCredits !== null)
    if (!mayTry) {
      return (
        <SignUpGate
          title={`${tool.name} comes with an account`}
          page={tool.page}
          sample={sample}
          points={[
            viewer.signupCredits > 0
              ? `${formatNumber(viewer.signupCredits)} credits to begin with, and no card`
              : 'No card needed',
            `${price.to} ${price.to === 1 ? 'credit' : 'credits'} ${tool.unit}, shown before every run`,
            ...points,
            ...(viewer.trial?.available
              ? [`The ${viewer.trial.available} credits left of your trial come with you`]
              : []),
          ]}
        />
      )
    }
  }
  return children(viewer, price.to)
}
