import 'server-only'
import { ReadableStream, TextEncoderStream } from 'node:stream/web'

/** A CSV file to download, sent line by line as it is written. */
export function csvResponse(fileName: string, lines: AsyncIterable<string>): Response {
  const body = ReadableStream.from(lines).pipeThrough(new TextEncoderStream())
  return new Response(body as unknown as BodyInit, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}
