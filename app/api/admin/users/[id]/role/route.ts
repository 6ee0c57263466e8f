import { RoleAnswer, RoleInput, setRole } from '@/lib/admin/people/account'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/users/:id/role: an admin makes somebody an admin, or one who is a user again
export const POST = endpoint(
  { auth: 'admin', summary: 'Make somebody an admin, or a user again', input: RoleInput, output: RoleAnswer },
  async ({ user, input }) => setRole(user.id, input),
)
