import { Column, Row, Section } from '@react-email/components'
import type { CSSProperties } from 'react'
import { Layout, type MailProps } from './layout'

const mark: CSSProperties = {
  width: '24px',
  paddingTop: '10px',
  verticalAlign: 'top',
  fontSize: '15px',
  fontWeight: 600,
  color: '#1e4de6',
}
const line: CSSProperties = { paddingTop: '10px', verticalAlign: 'top', fontSize: '15px', color: '#3f3f46' }

/** A few things to know or to do, for people at the beginning. */
export function Guide({ message, recipient }: MailProps) {
  const { lines = [], isOrdered } = message
  return (
    <Layout message={message} recipient={recipient}>
      <Section style={{ marginTop: '10px' }}>
        {lines.map((text, index) => (
          <Row key={text}>
            <Column className="accent" style={mark}>
              {isOrdered ? index + 1 : '✓'}
            </Column>
            <Column className="soft" style={line}>
              {text}
            </Column>
          </Row>
        ))}
      </Section>
    </Layout>
  )
}
