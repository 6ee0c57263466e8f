import { mediaEndpoint } from '../media'

// POST /api/tools/map-animation: animate a map; priced by its model
export const POST = mediaEndpoint('map-animation', 'Animate a map')
