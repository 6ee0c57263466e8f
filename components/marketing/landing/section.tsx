import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

type SectionProps = {
  /** The anchor other pages link to; also names the section's heading. */
  id: string
  title: string
  lead?: ReactNode
  /** Puts the headline in a column beside the content on wide screens. */
  beside?: boolean
  className?: string
  children: ReactNode
}

/** One band of a public page: a headline, a sentence under it, then whatever shows the point. */
export function Section({ id, title, lead, beside = false, className, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={cn('section-y', className)}>
      <div className={cn('frame', beside && 'lg:grid lg:grid-cols-[1fr_2fr] lg:gap-8')}>
        <div>
          <h2 id={`${id}-title`} className="max-w-2xl text-headline">
            {title}
          </h2>
          {lead ? <p className="mt-4 max-w-xl text-balance text-lg text-muted-foreground">{lead}</p> : null}
        </div>
        <div className={cn('mt-10 md:mt-14', beside && 'lg:mt-1')}>{children}</div>
      </div>
    </section>
  )
}
