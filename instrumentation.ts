/** Runs once when the server boots. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { checkEnvOrExit } = await import('@/lib/env/server')
  checkEnvOrExit()
}
