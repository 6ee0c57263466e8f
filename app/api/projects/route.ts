import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { Project } from '@/lib/projects/project'
import { createProject, listProjects } from '@/lib/projects/projects'

const ProjectInput = z.object({
  name: z.string().trim().min(1).max(120),
  brief: z.string().trim().min(1).max(4000),
})

const PageInput = z.object({
  /** `nextBefore` of the page before. */
  before: z.iso.datetime({ offset: true }).optional(),
})

const PageAnswer = z.object({
  projects: z.array(Project),
  /** For the next page; null at the end. */
  nextBefore: z.string().nullable(),
})

// GET /api/projects: the caller's projects, newest first
export const GET = endpoint(
  { summary: 'Your projects, newest first', input: PageInput, output: PageAnswer },
  async ({ user, input }) => listProjects(user.id, input),
)

// POST /api/projects: make a project to generate code for
export const POST = endpoint(
  {
    summary: 'Make a project',
    rateLimit: { burst: 20, perMinute: 10 },
    input: ProjectInput,
    output: z.object({ projectId: z.uuid() }),
  },
  async ({ user, input }) => ({ projectId: await createProject(user.id, input.name, input.brief) }),
)
