import { previewImpact } from '@/lib/admin/catalogue/impact'
import { Impact, ImpactInput } from '@/lib/admin/shapes/catalogue'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/admin/catalogue/impact?kind=&id=: whom an edit would concern, before it is made
export const GET = endpoint(
  {
    auth: 'admin',
    summary: 'Preview who is affected by an edit of the catalogue',
    input: ImpactInput,
    output: Impact,
  },
  async ({ user, input }) => previewImpact(user.id, input),
)
