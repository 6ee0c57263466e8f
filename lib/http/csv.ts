import 'server-only'
import { downloadResponse } from './download'

/** A CSV file to download, sent line by line as it is written. */
export const csvResponse = (fileName: string, lines: AsyncIterable<string>): Response =>
  downloadResponse(fileName, 'text/csv', lines)
