import { z } from 'zod'

export const ProjectFile = z.object({ path: z.string(), content: z.string() })
export type ProjectFile = z.infer<typeof ProjectFile>

/** One thing a review found, at a line of a file (1 is the first). */
export const Finding = z.object({
  path: z.string(),
  line: z.int(),
  severity: z.enum(['high', 'medium', 'low']),
  title: z.string(),
  detail: z.string(),
  suggestion: z.string(),
})
export type Finding = z.infer<typeof Finding>

/** A project as its owner sees it; `summary`, `model` and `generatedAt` are null until files were generated. */
export const Project = z.object({
  id: z.uuid(),
  name: z.string(),
  brief: z.string(),
  summary: z.string().nullable(),
  model: z.string().nullable(),
  createdAt: z.string(),
  generatedAt: z.string().nullable(),
})
export type Project = z.infer<typeof Project>

const Review = z.object({
  id: z.uuid(),
  summary: z.string(),
  findings: z.array(Finding),
  model: z.string(),
  createdAt: z.string(),
})

export const ProjectDetails = Project.extend({ files: z.array(ProjectFile), review: Review.nullable() })
export type ProjectDetails = z.infer<typeof ProjectDetails>
