/** One decoded piece of the replication stream that the feed acts on. */
type ReplicationEvent =
  | { kind: 'insert'; table: string; row: Map<string, string | null> }
  | { kind: 'commit'; lsn: bigint }
  | { kind: 'keepalive'; lsn: bigint; replyRequested: boolean }

type Relation = { table: string; columns: string[] }

const XLOG_DATA = 0x77 // w
const KEEPALIVE = 0x6b // k
const XLOG_HEADER_BYTES = 25
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/**
 * Reads the messages of PostgreSQL's `pgoutput` plugin (protocol version 1, text values). Transactions arrive whole and
 * in commit order, and only once committed. Returns null for the messages the feed has no use for.
 */
export function createDecoder(): (message: Buffer) => ReplicationEvent | null {
  const relations = new Map<number, Relation>()

  return (message) => {
    if (message[0] === KEEPALIVE) {
      return { kind: 'keepalive', lsn: message.readBigUInt64BE(1), replyRequested: message[17] === 1 }
    }
    if (message[0] !== XLOG_DATA) return null
    const body = message.subarray(XLOG_HEADER_BYTES)
    switch (String.fromCharCode(body[0] ?? 0)) {
      case 'R':
        relations.set(body.readUInt32BE(1), readRelation(body))
        return null
      case 'I': {
        const relation = relations.get(body.readUInt32BE(1))
        return relation
          ? { kind: 'insert', table: relation.table, row: readRow(body, relation.columns) }
          : null
      }
      case 'C':
        return { kind: 'commit', lsn: body.readBigUInt64BE(10) }
      default:
        return null
    }
  }
}

/** The standby status update that tells the server everything up to `lsn` has been dealt with. */
export function encodeStatus(lsn: bigint): Buffer {
  const status = Buffer.alloc(34)
  status.write('r', 0, 'latin1')
  for (const offset of [1, 9, 17]) status.writeBigUInt64BE(lsn, offset)
  status.writeBigInt64BE(BigInt(Date.now() - POSTGRES_EPOCH_MS) * 1000n, 25)
  return status
}

function readRelation(body: Buffer): Relation {
  let offset = 5
  const readText = () => {
    const end = body.indexOf(0, offset)
    const text = body.toString('utf8', offset, end)
    offset = end + 1
    return text
  }
  const schema = readText()
  const table = readText()
  offset += 1 // replica identity
  const count = body.readUInt16BE(offset)
  offset += 2
  const columns: string[] = []
  for (let index = 0; index < count; index++) {
    offset += 1 // key flag
    columns.push(readText())
    offset += 8 // type and modifier
  }
  return { table: `${schema}.${table}`, columns }
}

function readRow(body: Buffer, columns: string[]): Map<string, string | null> {
  const row = new Map<string, string | null>()
  let offset = 8 // message type, relation, tuple marker, column count
  for (const column of columns) {
    const format = String.fromCharCode(body[offset] ?? 0)
    offset += 1
    if (format !== 't') {
      row.set(column, null)
      continue
    }
    const length = body.readUInt32BE(offset)
    row.set(column, body.toString('utf8', offset + 4, offset + 4 + length))
    offset += 4 + length
  }
  return row
}
