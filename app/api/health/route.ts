import { checkHealth, Health } from '@/lib/health/check-health'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/health: whether the services answer, each with its latency; 503 when the database does not
export const GET = endpoint(
  { auth: 'public', summary: 'Whether the services answer, and how fast', output: Health },
  async () => {
    const health = await checkHealth()
    return health.status === 'down' ? Response.json(health, { status: 503 }) : health
  },
)
