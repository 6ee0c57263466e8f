'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

/** The drawing, with its library fetched when a page first shows one. In a box of a fixed height. */
export const LazyPlot = dynamic(() => import('./plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})
