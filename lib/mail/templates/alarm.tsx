import { Section, Text } from '@react-email/components'
import type { CSSProperties } from 'react'
import { Layout, type MailProps } from './layout'
import { monospace } from './theme'

const finding: CSSProperties = {
  margin: 0,
  padding: '8px 0',
  borderTop: '1px solid #e4e4e7',
  fontFamily: monospace,
  fontSize: '13px',
  lineHeight: 1.5,
  wordBreak: 'break-word',
}

/** What is wrong, for admins: every finding on a line of its own. */
export function Alarm({ message, recipient }: MailProps) {
  const { lines = [] } = message
  return (
    <Layout message={message} recipient={recipient}>
      <Section style={{ marginTop: '20px' }}>
        {[...new Set(lines)].map((text) => (
          <Text key={text} className="rule soft" style={finding}>
            {text}
          </Text>
        ))}
      </Section>
    </Layout>
  )
}
