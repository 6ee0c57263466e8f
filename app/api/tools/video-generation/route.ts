import { mediaEndpoint } from '../media'

// POST /api/tools/video-generation: make a video; priced by its model
export const POST = mediaEndpoint('video-generation', 'Make a video')
