import { z } from 'zod'
import { generateCode } from '@/lib/ai/code/generate-code'
import { endpoint } from '@/lib/http/endpoint'
import { ProjectFile } from '@/lib/projects/project'
import { getProject, saveFiles } from '@/lib/projects/projects'

const WorkflowInput = z.object({ projectId: z.uuid() })
const WorkflowAnswer = z.object({
  projectId: z.uuid(),
  summary: z.string(),
  model: z.string(),
  files: z.array(ProjectFile),
})

// POST /api/projects/start-workflow: generate a project's files from its brief
export const POST = endpoint(
  {
    feature: 'code-generation',
    summary: 'Generate a project’s files from its brief',
    input: WorkflowInput,
    output: WorkflowAnswer,
    timeoutMs: 120_000,
    before: async ({ input, owner }) => void (await getProject(owner.id, input.projectId)),
  },
  async ({ user, input: { projectId }, signal, commit, meter }) => {
    const { brief } = await getProject(user.id, projectId)
    const { tokensIn, tokensOut, ...code } = await generateCode({ brief, signal })
    meter({ tokensIn, tokensOut })
    commit()
    await saveFiles(user.id, projectId, code)
    return { projectId, ...code }
  },
)
