import { Column, Row } from '@react-email/components'
import type { CSSProperties } from 'react'
import { Layout, type MailProps } from './layout'

const trough: CSSProperties = {
  marginTop: '20px',
  backgroundColor: '#e4e4e7',
  borderRadius: '4px',
  overflow: 'hidden',
}
const part: CSSProperties = { height: '8px', fontSize: 0, lineHeight: 0 }

/** What is left of something, drawn as a bar. */
export function Meter({ message, recipient }: MailProps) {
  // A sliver stays visible while anything is left.
  const percent = message.share === 0 ? 0 : Math.max(2, Math.round((message.share ?? 1) * 100))
  return (
    <Layout message={message} recipient={recipient}>
      <Row className="trough" style={trough}>
        {percent > 0 ? (
          <Column
            className="fill"
            width={`${percent}%`}
            style={{ ...part, backgroundColor: '#1e4de6', borderRadius: '4px' }}
          >
            &nbsp;
          </Column>
        ) : null}
        {percent < 100 ? <Column style={part}>&nbsp;</Column> : null}
      </Row>
    </Layout>
  )
}
