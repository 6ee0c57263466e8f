'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Button } from './button'

export const Sheet = Primitive.Root

type SheetContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: ReactNode
  /** What the sheet is about; read out with the title. */
  description?: ReactNode
}

/** A dialog that comes in from the right and is as high as the screen: for looking closer without leaving the page. */
export function SheetContent({ title, description, className, children, ...props }: SheetContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 fixed inset-0 z-50 bg-black/45 data-[state=closed]:animate-out data-[state=open]:animate-in" />
      <Primitive.Content
        data-slot="sheet-content"
        {...(!description && { 'aria-describedby': undefined })}
        className={cn(
          'data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right fixed inset-y-0 right-0 z-50 w-full max-w-md overflow-y-auto bg-popover text-popover-foreground shadow-lg outline-none duration-200 sm:border-l data-[state=closed]:animate-out data-[state=open]:animate-in',
          className,
        )}
        {...props}
      >
        <div className="sticky top-0 grid min-h-15 content-center gap-1 border-b bg-popover py-3 pr-14 pl-5 sm:pl-6">
          <Primitive.Title className="wrap-anywhere text-heading">{title}</Primitive.Title>
          {description ? (
            <Primitive.Description className="text-muted-foreground text-sm">
              {description}
            </Primitive.Description>
          ) : null}
        </div>
        {children}
        <Primitive.Close asChild>
          <Button variant="ghost" size="icon-sm" className="fixed top-3.5 right-4" aria-label="Close">
            <X aria-hidden />
          </Button>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  )
}
