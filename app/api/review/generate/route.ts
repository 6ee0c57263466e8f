import { z } from 'zod'
import { reviewCode } from '@/lib/ai/code/review-code'
import { AppError } from '@/lib/errors'
import { endpoint } from '@/lib/http/endpoint'
import { Finding } from '@/lib/projects/project'
import { getProject, saveReview } from '@/lib/projects/projects'

const ReviewInput = z.object({ projectId: z.uuid() })
const ReviewAnswer = z.object({
  reviewId: z.uuid(),
  projectId: z.uuid(),
  summary: z.string(),
  findings: z.array(Finding),
  model: z.string(),
})

// POST /api/review/generate: review a project's files
export const POST = endpoint(
  {
    feature: 'code-review',
    summary: 'Review a project’s files',
    input: ReviewInput,
    output: ReviewAnswer,
    timeoutMs: 120_000,
    before: async ({ input, owner }) => {
      const { files } = await getProject(owner.id, input.projectId)
      if (files.length === 0) throw new AppError('conflict', { message: 'Generate the files first.' })
    },
  },
  async ({ user, input: { projectId }, signal, commit, meter }) => {
    const { files } = await getProject(user.id, projectId)
    const { tokensIn, tokensOut, ...review } = await reviewCode({ files, signal })
    meter({ tokensIn, tokensOut })
    commit()
    return { reviewId: await saveReview(user.id, projectId, review), projectId, ...review }
  },
)
