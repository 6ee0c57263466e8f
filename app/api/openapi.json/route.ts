import { endpoint } from '@/lib/http/endpoint'
import { describeApi } from '@/lib/openapi/describe-api'
import { OPERATIONS } from '../operations'

const document = describeApi(OPERATIONS)

// GET /api/openapi.json: this API as an OpenAPI 3.1 document, made from the definitions of its routes
export const GET = endpoint({ auth: 'public', summary: 'This document' }, async () => document)
