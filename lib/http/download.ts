import 'server-only'
import { ReadableStream, TextEncoderStream } from 'node:stream/web'

/** A text file to download, sent piece by piece as it is written. */
export function downloadResponse(
  fileName: string,
  mediaType: string,
  pieces: AsyncIterable<string>,
): Response {
  const body = ReadableStream.from(pieces).pipeThrough(new TextEncoderStream())
  return new Response(body as unknown as BodyInit, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}
