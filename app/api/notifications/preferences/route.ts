import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { PreferenceInput, setNotificationPreference } from '@/lib/notifications/settings'

// POST /api/notifications/preferences: how the caller wants to be told of one kind of thing
export const POST = endpoint(
  {
    summary: 'Choose how one kind of notification reaches you',
    input: PreferenceInput,
    output: z.object({ success: z.literal(true) }),
  },
  async ({ user, input }) => {
    await setNotificationPreference(user.id, input)
    return { success: true as const }
  },
)
