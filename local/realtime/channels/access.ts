import { type Authorizer, DatabaseUnavailableError, type Extension, PolicyError } from '../authorize'
import { type Identity, TokenError, type TokenReader } from '../tokens'
import { type JoinRequest, Refusal } from './join'

export type AccessServices = { tokens: TokenReader; authorizer: Authorizer }

/** What one channel's user may do on its topic. Public topics are open to every valid token. */
export class Access {
  private identity: Identity | null = null
  private readable = new Set<Extension>()
  private readonly writable = new Map<Extension, boolean>()

  constructor(
    private token: string,
    private readonly request: JoinRequest,
    private readonly services: AccessServices,
  ) {}

  /** Unix seconds; Infinity when nothing runs out. */
  get expiresAt(): number {
    return this.identity?.expiresAt ?? Number.POSITIVE_INFINITY
  }

  isCurrent(token: string): boolean {
    return token === this.token
  }

  /** Asks the policies for the token the channel has. Throws a Refusal when it can't be read with it. */
  async establish(): Promise<void> {
    const identity = await this.identify(this.token)
    if (this.request.isPrivate) this.readable = await this.findReadable(identity)
    this.identity = identity
    this.writable.clear()
  }

  /** Replaces the token and asks the policies again. Throws a Refusal when the new one reads less. */
  async replaceToken(token: string): Promise<void> {
    const before = this.readable
    this.token = token
    await this.establish()
    if ([...before].some((extension) => !this.readable.has(extension))) {
      const { name } = this.request
      throw new Refusal(
        'Unauthorized',
        `You no longer have permission to read from this Channel topic: ${name}`,
      )
    }
  }

  /** Throws a Refusal when the token is no longer good. */
  async recheckToken(): Promise<void> {
    this.identity = await this.identify(this.token)
  }

  canRead(extension: Extension): boolean {
    return !this.request.isPrivate || this.readable.has(extension)
  }

  async canWrite(extension: Extension): Promise<boolean> {
    if (!this.request.isPrivate) return true
    const known = this.writable.get(extension)
    if (known !== undefined || !this.identity) return known ?? false
    try {
      const allowed = await this.services.authorizer.isWritable(this.identity, this.request.name, extension)
      this.writable.set(extension, allowed)
      return allowed
    } catch (error) {
      console.warn(`[realtime] could not check who may write to "${this.request.name}": ${String(error)}`)
      return false
    }
  }

  private identify(token: string): Promise<Identity> {
    return this.services.tokens.identify(token).catch((error: unknown) => {
      throw error instanceof TokenError ? new Refusal(error.code, error.message) : error
    })
  }

  private async findReadable(identity: Identity): Promise<Set<Extension>> {
    const { name, presence } = this.request
    const extensions: Extension[] = presence ? ['broadcast', 'presence'] : ['broadcast']
    const denied = new Refusal(
      'Unauthorized',
      `You do not have permissions to read from this Channel topic: ${name}`,
    )
    try {
      const readable = await this.services.authorizer.readable(identity, name, extensions)
      if (readable.size === 0) throw denied
      return readable
    } catch (error) {
      if (error instanceof PolicyError) {
        console.warn(`[realtime] a policy on realtime.messages failed for "${name}": ${error.message}`)
        throw denied
      }
      if (error instanceof DatabaseUnavailableError) {
        throw new Refusal(
          'UnableToConnectToProject',
          'Realtime was unable to connect to the project database',
        )
      }
      throw error
    }
  }
}
