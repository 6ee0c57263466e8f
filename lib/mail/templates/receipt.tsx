import { Column, Row, Section } from '@react-email/components'
import type { CSSProperties } from 'react'
import { Layout, type MailProps } from './layout'

const cell: CSSProperties = { padding: '10px 0', borderTop: '1px solid #e4e4e7', fontSize: '14px' }
const name: CSSProperties = { ...cell, color: '#6b6b74', paddingRight: '16px', whiteSpace: 'nowrap' }
const value: CSSProperties = { ...cell, textAlign: 'right', wordBreak: 'break-word' }
const sum: CSSProperties = { color: '#18181b', fontSize: '16px', fontWeight: 600 }

/** What was bought, paid or given back: one line for each figure, what they come to last. */
export function Receipt({ message, recipient }: MailProps) {
  const { facts = [], total } = message
  return (
    <Layout message={message} recipient={recipient}>
      <Section style={{ marginTop: '20px' }}>
        {facts.map(([label, figure]) => (
          <Row key={label}>
            <Column className="rule faint" style={name}>
              {label}
            </Column>
            <Column className="rule ink" style={value}>
              {figure}
            </Column>
          </Row>
        ))}
        {total ? (
          <Row>
            <Column className="rule ink" style={{ ...name, ...sum }}>
              {total[0]}
            </Column>
            <Column className="rule ink" style={{ ...value, ...sum }}>
              {total[1]}
            </Column>
          </Row>
        ) : null}
      </Section>
    </Layout>
  )
}
