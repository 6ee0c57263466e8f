// Run as `node --import tsx -- local/cli.ts …`: without the bare dashes Node 20 takes --env-file for itself.
import { parseArgs } from 'node:util'

const USAGE = `npm run dev [-- --port N, and anything else for next dev]
npm run local [-- --ephemeral] [--env-file PATH] [--site-url URL]
npm run local:reset
npm run db:types
npm run db:snapshot`

async function main([command, ...args]: string[]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Creditkit needs Node.js 20 (from 20.19 on), 22 or 24, and this is ${process.version}.`)
  if (command === 'dev') {
    const { dev } = await import('./cli/dev')
    await dev(takePort(args))
  } else if (command === 'local') {
    const { values } = parseArgs({
      args,
      options: {
        ephemeral: { type: 'boolean', default: false },
        'env-file': { type: 'string' },
        'site-url': { type: 'string' },
      },
    })
    const { local } = await import('./cli/local')
    const { ephemeral = false, 'env-file': envFile, 'site-url': siteUrl } = values
    await local({ ephemeral, envFile, siteUrl })
  } else if (command === 'reset') {
    const { reset } = await import('./cli/reset')
    await reset()
  } else if (command === 'types' || command === 'snapshot') {
    const { writeSnapshot, writeTypes } = await import('./cli/schema')
    await (command === 'types' ? writeTypes() : writeSnapshot())
  } else {
    throw new Error(USAGE)
  }
}

// The port is ours to know: mail, webhooks and redirects have to lead to it.
function takePort(args: string[]) {
  const rest: string[] = []
  let port = Number(process.env.PORT)
  for (let at = 0; at < args.length; at += 1) {
    const [name, value] = args[at]?.split('=') ?? []
    if (name === '-p' || name === '--port') {
      if (value === undefined) at += 1
      port = Number(value ?? args[at])
    } else rest.push(args[at] ?? '')
  }
  return { port: port > 0 ? port : undefined, args: rest }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
