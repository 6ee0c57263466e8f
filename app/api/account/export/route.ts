import { writeExport } from '@/lib/account/export-account'
import { PRODUCT_NAME } from '@/lib/brand'
import { downloadResponse } from '@/lib/http/download'
import { endpoint } from '@/lib/http/endpoint'
import { listPictures } from '@/lib/pictures/store-picture'

const MAX_PICTURES = 1_000
const FILE_NAME = `${PRODUCT_NAME.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-account.json`

// GET /api/account/export: what callers may read of their own, as one JSON file
export const GET = endpoint(
  {
    summary: 'Your profile, credits, purchases, plans, usage, notifications and work, as a JSON file',
    rateLimit: { burst: 5, perMinute: 2 },
    timeoutMs: 300_000,
  },
  async ({ user }) => {
    const pictures = await listPictures(user.id, MAX_PICTURES)
    return downloadResponse(FILE_NAME, 'application/json', writeExport({ pictures }))
  },
)
