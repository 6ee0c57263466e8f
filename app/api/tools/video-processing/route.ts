import { mediaEndpoint } from '../media'

// POST /api/tools/video-processing: process a video
export const POST = mediaEndpoint('video-processing', 'Process a video')
