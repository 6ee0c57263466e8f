'use client'

import { Download, FileArchive } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ProjectFile } from '@/lib/projects/project'
import { CopyButton } from '../copy-button'
import { CodeLines } from './code-lines'
import { composePreview } from './preview'
import { saveFile } from './save-file'
import { zip } from './zip'

/** What a reader opens first comes first, what describes it last. */
const rank = ({ path }: ProjectFile) => (path === 'index.html' ? 0 : path === 'README.md' ? 2 : 1)

/** A file path is never empty, so this is none. */
const PREVIEW = ''

type FileBrowserProps = {
  /** The project's name: the archive is called after it. */
  name: string
  files: readonly ProjectFile[]
  /** A place to begin at. */
  place?: { path: string; line?: number }
}

/** A project's files in tabs, each to copy or to save, or all of them as one archive; a web page also as it looks. */
export function FileBrowser({ name, files: given, place }: FileBrowserProps) {
  const files = [...given].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path))
  const preview = composePreview(files)
  const wished = files.find(({ path }) => path === place?.path)?.path
  const [tab, setTab] = useState(wished ?? (preview ? PREVIEW : (files[0]?.path ?? PREVIEW)))
  const open = files.find(({ path }) => path === tab)
  const archive = `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'project'
  }.zip`
  const tabClasses =
    '-mb-px shrink-0 whitespace-nowrap border-transparent border-b-2 px-3 py-2.5 text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-foreground'
  return (
    <Tabs.Root value={tab} onValueChange={setTab} id="files" className="scroll-mt-24">
      <Tabs.List aria-label="Files" className="scroll-row mx-0! flex border-b">
        {preview ? (
          <Tabs.Trigger value={PREVIEW} className={tabClasses}>
            Preview
          </Tabs.Trigger>
        ) : null}
        {files.map(({ path }) => (
          <Tabs.Trigger key={path} value={path} className={`${tabClasses} font-mono text-[0.8125rem]`}>
            {path}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <div className="flex flex-wrap gap-2 border-b px-5 py-2.5 sm:px-6">
        {open ? (
          <>
            <CopyButton text={open.content} />
            <Button
              variant="outline"
              size="sm"
              onClick={() => saveFile(open.path.split('/').at(-1) ?? open.path, open.content, 'text/plain')}
            >
              <Download aria-hidden />
              Download
            </Button>
          </>
        ) : null}
        <Button
          variant="outline"
          size="sm"
          className="ml-auto"
          onClick={() => saveFile(archive, zip(files), 'application/zip')}
        >
          <FileArchive aria-hidden />
          Download all
        </Button>
      </div>
      {preview ? (
        <Tabs.Content value={PREVIEW}>
          {/* Its own origin, so that what was generated reaches neither the session nor the page around it. */}
          <iframe
            title="Preview"
            sandbox="allow-scripts allow-forms"
            srcDoc={preview}
            className="block h-[28rem] w-full bg-white"
          />
        </Tabs.Content>
      ) : null}
      {files.map(({ path, content }) => (
        <Tabs.Content key={path} value={path} className="max-h-[32rem] overflow-auto">
          <CodeLines content={content} line={path === place?.path ? place.line : undefined} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
