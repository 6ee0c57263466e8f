import { ImageIcon } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'

export type Picture = {
  id: string
  /** Works for an hour. */
  url: string
  /** ISO 8601 */
  createdAt: string
  /** What was asked for, where it is known. */
  prompt?: string
}

/** Pictures made before, newest first; each opens in full. */
export function Pictures({ pictures }: { pictures: readonly Picture[] }) {
  return (
    <section aria-labelledby="pictures-title" className="grid gap-4">
      <h2 id="pictures-title" className="text-heading">
        Your pictures
      </h2>
      {pictures.length === 0 ? (
        <Card>
          <EmptyState
            icon={<ImageIcon />}
            title="No pictures yet"
            description="Every picture you make is kept here."
          />
        </Card>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4">
          {pictures.map(({ id, url, createdAt, prompt }) => (
            <li key={id} className="grid gap-1.5">
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                className="group block overflow-hidden rounded-xl border bg-muted"
              >
                <img
                  src={url}
                  alt={prompt ?? 'Earlier picture, opens in full'}
                  loading="lazy"
                  className="aspect-square w-full object-cover transition-transform duration-300 group-hover:scale-[1.02]"
                />
              </a>
              <p className="text-muted-foreground text-xs">
                <LocalTime iso={createdAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
