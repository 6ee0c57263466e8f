import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { toPage } from '@/lib/page'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { type Finding, Project, ProjectDetails, type ProjectFile } from './project'

const ROWS = 50
const COLUMNS = 'id, name, brief, summary, model, createdAt:created_at, generatedAt:generated_at'

/** Make a project that files can be generated for. Answers its id. `create_project`. */
export function createProject(userId: string, name: string, brief: string): Promise<string> {
  return callRpc('create_project', { p_user_id: userId, p_name: name, p_brief: brief }, z.uuid())
}

type ProjectPage = {
  projects: Project[]
  /** Leads to the next page; null at the end. A moment and no id: the project it is of may be deleted meanwhile. */
  nextBefore: string | null
}

/** A page of the user's projects, newest first: those made before a moment, or with files, where that is asked for. */
export async function listProjects(
  userId: string,
  { before, hasFiles = false }: { before?: string; hasFiles?: boolean } = {},
): Promise<ProjectPage> {
  let query = adminClient().from('projects').select(COLUMNS).eq('user_id', userId)
  if (before !== undefined) query = query.lt('created_at', before)
  if (hasFiles) query = query.not('generated_at', 'is', null)
  const { data, error } = await query.order('created_at', { ascending: false }).limit(ROWS + 1)
  if (error) throw toAppError(error)
  const { rows: projects, nextBefore } = toPage(z.array(Project).parse(data), ROWS, 'createdAt')
  return { projects, nextBefore }
}

/** One project of this user as lists have it; null for none, also for somebody else's. */
export async function findProject(userId: string, projectId: string): Promise<Project | null> {
  if (!z.uuid().safeParse(projectId).success) return null
  const { data, error } = await adminClient()
    .from('projects')
    .select(COLUMNS)
    .eq('id', projectId)
    .eq('user_id', userId)
    .maybeSingle()
  if (error) throw toAppError(error)
  return Project.nullable().parse(data)
}

/** One project of this user with its files and newest review. Throws not_found, also for somebody else's. */
export async function getProject(userId: string, projectId: string): Promise<ProjectDetails> {
  const { data, error } = await adminClient()
    .from('projects')
    .select(
      `${COLUMNS}, files:project_files(path, content), reviews:project_reviews(id, summary, findings, model, createdAt:created_at)`,
    )
    .eq('id', projectId)
    .eq('user_id', userId)
    .order('path', { referencedTable: 'project_files' })
    .order('created_at', { referencedTable: 'project_reviews', ascending: false })
    .limit(1, { referencedTable: 'project_reviews' })
    .maybeSingle()
  if (error) throw toAppError(error)
  if (!data) throw new AppError('not_found', { message: 'There is no such project.' })
  const { reviews, ...project } = data
  return ProjectDetails.parse({ ...project, review: reviews[0] ?? null })
}

/** Replace a project's files. `save_project_files`; not_found. */
export async function saveFiles(
  userId: string,
  projectId: string,
  { files, summary, model }: { files: ProjectFile[]; summary: string; model: string },
): Promise<void> {
  await callRpc(
    'save_project_files',
    { p_user_id: userId, p_project_id: projectId, p_files: files, p_summary: summary, p_model: model },
    z.unknown(),
  )
}

/** Delete a project with its files and reviews. `delete_project`; not_found. */
export async function deleteProject(userId: string, projectId: string): Promise<void> {
  await callRpc('delete_project', { p_user_id: userId, p_project_id: projectId }, z.unknown())
}

/** Keep a review; answers its id. `save_project_review`; not_found. */
export function saveReview(
  userId: string,
  projectId: string,
  { findings, summary, model }: { findings: Finding[]; summary: string; model: string },
): Promise<string> {
  return callRpc(
    'save_project_review',
    { p_user_id: userId, p_project_id: projectId, p_summary: summary, p_findings: findings, p_model: model },
    z.uuid(),
  )
}
