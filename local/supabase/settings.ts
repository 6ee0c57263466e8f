import type { MailTemplate, ProjectConfig } from './project-config'

/** All that the API server's process needs to know; handed over as one message. */
export type ServerSettings = {
  /** Database, as the role `authenticator`. */
  databaseUrl: string
  smtpUrl: string
  siteUrl: string
  redirectUrls: string[]
  publishableKey: string
  secretKey: string
  templates: Record<string, MailTemplate>
  otpLength: number
  /** Working folder of the server: its generated config and the uploaded files. */
  folder: string
  /** The generated config, in the server's own format. */
  config: Record<string, unknown>
}

export type ServerInput = {
  project: ProjectConfig
  databaseUrl: string
  smtpUrl: string
  siteUrl: string
  gatewayUrl: string
  jwtSecret: string
  publishableKey: string
  secretKey: string
  folder: string
  /** Where the OAuth clients' ids and secrets are looked up, under the Supabase CLI's names. */
  env: Record<string, string | undefined>
}

/** Combines the project's config.toml with what is different locally: addresses, keys, mail, confirmations on. */
export function buildSettings(input: ServerInput): ServerSettings {
  const { project } = input
  const { auth } = project
  const config = {
    api: {
      schemas: project.api.schemas ?? ['public'],
      extra_search_path: ['public', 'extensions'],
      ...(project.api.max_rows === undefined ? {} : { max_rows: project.api.max_rows }),
      external_url: input.gatewayUrl,
    },
    db: { driver: 'postgres', url: input.databaseUrl },
    auth: {
      enabled: true,
      jwt_secret: input.jwtSecret,
      publishable_key: input.publishableKey,
      secret_key: input.secretKey,
      site_url: input.siteUrl,
      additional_redirect_urls: auth.additional_redirect_urls,
      jwt_expiry: auth.jwt_expiry,
      enable_signup: auth.enable_signup,
      minimum_password_length: auth.minimum_password_length,
      ...(auth.password_requirements ? { password_requirements: auth.password_requirements } : {}),
      // With rotation on, this server has no grace period: two tabs refreshing at once would end the session.
      enable_refresh_token_rotation: false,
      email: {
        enable_signup: auth.email.enabled,
        double_confirm_changes: auth.email.double_confirm_changes,
        enable_confirmations: true,
        otp_length: auth.email.otp_length,
        otp_expiry: auth.email.otp_expiry,
      },
      external: Object.fromEntries(['google', 'github'].map((name) => [name, oauthClient(name, input.env)])),
    },
    storage: { enabled: true, file_size_limit: project.storage.file_size_limit },
    studio: { enabled: false },
  }
  return {
    databaseUrl: input.databaseUrl,
    smtpUrl: input.smtpUrl,
    siteUrl: input.siteUrl,
    redirectUrls: auth.additional_redirect_urls,
    publishableKey: input.publishableKey,
    secretKey: input.secretKey,
    templates: project.templates,
    otpLength: auth.email.otp_length,
    folder: input.folder,
    config,
  }
}

function oauthClient(name: string, env: ServerInput['env']) {
  const prefix = `SUPABASE_AUTH_EXTERNAL_${name.toUpperCase()}`
  const [id, secret] = [env[`${prefix}_CLIENT_ID`], env[`${prefix}_SECRET`]]
  return id && secret ? { enabled: true, client_id: id, secret } : { enabled: false }
}
