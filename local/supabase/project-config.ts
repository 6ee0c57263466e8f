import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'

const template = z.object({ subject: z.string().optional(), content_path: z.string().optional() })

const configFile = z.object({
  api: z.object({ schemas: z.array(z.string()).optional(), max_rows: z.number().optional() }).default({}),
  auth: z
    .object({
      additional_redirect_urls: z.array(z.string()).default([]),
      jwt_expiry: z.number().default(3600),
      enable_signup: z.boolean().default(true),
      minimum_password_length: z.number().default(6),
      password_requirements: z.string().default(''),
      email: z
        .object({
          enabled: z.boolean().default(true),
          double_confirm_changes: z.boolean().default(true),
          otp_length: z.number().default(6),
          otp_expiry: z.number().default(3600),
          template: z.record(z.string(), template).default({}),
        })
        .prefault({}),
    })
    .prefault({}),
  storage: z.object({ file_size_limit: z.string().default('50MiB') }).prefault({}),
})

export type MailTemplate = { subject: string; html: string }

/** The part of supabase/config.toml that the local stack follows, with the mail templates read in. */
export type ProjectConfig = z.infer<typeof configFile> & { templates: Record<string, MailTemplate> }

/** Reads the project's config.toml. Rejects with one line when it, or a template it names, cannot be used. */
export function readProjectConfig(supabaseDir: string): ProjectConfig {
  const file = join(supabaseDir, 'config.toml')
  const parsed = configFile.safeParse(existsSync(file) ? parse(readFileSync(file, 'utf8')) : {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`supabase/config.toml: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const templates: Record<string, MailTemplate> = {}
  for (const [name, entry] of Object.entries(parsed.data.auth.email.template)) {
    if (!entry.content_path) continue
    // The Supabase CLI reads these paths from the folder that holds `supabase/`.
    const path = resolve(supabaseDir, '..', entry.content_path)
    if (!existsSync(path))
      throw new Error(`supabase/config.toml names a mail template that is not there: ${path}`)
    templates[name] = { subject: entry.subject ?? '', html: readFileSync(path, 'utf8') }
  }
  return { ...parsed.data, templates }
}
