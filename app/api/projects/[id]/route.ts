import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { ProjectDetails } from '@/lib/projects/project'
import { deleteProject, getProject } from '@/lib/projects/projects'

// GET /api/projects/:id: one project with its files and newest review
export const GET = endpoint(
  {
    summary: 'A project with its files and newest review',
    input: z.object({ id: z.uuid() }),
    output: ProjectDetails,
  },
  async ({ user, input }) => getProject(user.id, input.id),
)

// DELETE /api/projects/:id: delete a project with its files and reviews
export const DELETE = endpoint(
  {
    summary: 'Delete a project with its files and reviews',
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async ({ user, input: { id } }) => {
    await deleteProject(user.id, id)
    return { id }
  },
)
