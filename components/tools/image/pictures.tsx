import { ImageIcon, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { PageLinks, type PageLinksProps } from '@/components/ui/page-links'

export type Picture = {
  id: string
  /** Works for an hour. */
  url: string
  /** ISO 8601 */
  createdAt: string
  /** What was asked for, where it is known. */
  prompt?: string
}

type PicturesProps = PageLinksProps & {
  pictures: readonly Picture[]
  onDelete: (id: string) => Promise<void>
}

/** A page of the pictures made before, newest first; each opens in full and can be deleted. */
export function Pictures({ pictures, newest, older, onDelete }: PicturesProps) {
  return (
    <section aria-labelledby="pictures-title" className="grid gap-4">
      <h2 id="pictures-title" tabIndex={-1} className="text-heading outline-none">
        Your pictures
      </h2>
      {pictures.length === 0 ? (
        <Card>
          <EmptyState
            icon={<ImageIcon />}
            title={newest ? 'Nothing older' : 'No pictures yet'}
            description="Every picture you make is kept here."
          />
        </Card>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4">
          {pictures.map(({ id, url, createdAt, prompt }) => (
            <li key={id} className="relative grid gap-1.5">
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
              <ConfirmDialog
                trigger={
                  <Button
                    variant="outline"
                    size="icon-sm"
                    aria-label="Delete picture"
                    className="absolute top-2 right-2"
                  >
                    <Trash2 aria-hidden />
                  </Button>
                }
                title="Delete this picture?"
                description="It is gone for good, and the credits it cost do not come back."
                action="Delete picture"
                focusAfter="pictures-title"
                onConfirm={() => onDelete(id)}
              />
              <p className="text-muted-foreground text-xs">
                <LocalTime iso={createdAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <PageLinks newest={newest} older={older} />
    </section>
  )
}
