import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import { Fragment, type ReactNode } from 'react'
import { PRODUCT_NAME } from '@/lib/brand'
import type { Message } from '@/lib/notifications/wording/message'
import {
  brand,
  button,
  card,
  column,
  DARK_SHEET,
  footer,
  footerLink,
  heading,
  inside,
  page,
  paragraph,
  smallPrint,
} from './theme'

export type Recipient = {
  email: string
  /** Where this app is; links begin with it. */
  site: URL
  /** Switches these mails off without signing in. Null where they can't be, or where nothing signs such links. */
  unsubscribeUrl: string | null
  isRequired: boolean
  /** One line, or nothing. */
  postalAddress?: string
}

/** Said under required mails. */
export const REQUIRED = 'You can’t unsubscribe from mails of this kind.'

/** What a template gets: the words, and whom they are for. */
export type MailProps = { message: Message; recipient: Recipient }

/** The frame of every mail: brand, card with heading, text and button, and the footer. `children` come before the button. */
export function Layout({ message, recipient, children }: MailProps & { children?: ReactNode }) {
  const { title, text, href, action, note } = message
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{DARK_SHEET}</style>
      </Head>
      <Body className="page" style={page}>
        <Preview>{text}</Preview>
        <Container style={column}>
          <Text className="ink" style={brand}>
            {PRODUCT_NAME}
          </Text>
        </Container>
        <Container className="card" style={card}>
          <Section style={inside}>
            <Heading as="h1" className="ink" style={heading}>
              {title}
            </Heading>
            <Text className="soft" style={paragraph}>
              {text}
            </Text>
            {children}
            <Button href={new URL(href, recipient.site).href} style={button}>
              {action}
            </Button>
            {note ? (
              <Text className="faint" style={smallPrint}>
                {note}
              </Text>
            ) : null}
          </Section>
        </Container>
        <Container style={column}>
          <Footer {...recipient} />
        </Container>
      </Body>
    </Html>
  )
}

function Footer({ email, site, unsubscribeUrl, isRequired, postalAddress }: Recipient) {
  const links: [text: string, href: string][] = [
    ...(unsubscribeUrl ? [['Unsubscribe', unsubscribeUrl] as [string, string]] : []),
    ['Email preferences', new URL('/settings/notifications', site).href],
  ]
  return (
    <Text className="faint" style={footer}>
      Sent to {email} by{' '}
      <Link className="faint" href={site.href} style={footerLink}>
        {PRODUCT_NAME}
      </Link>
      . {isRequired ? REQUIRED : null}
      <br />
      {links.map(([text, href], index) => (
        <Fragment key={text}>
          {index > 0 ? ' · ' : null}
          <Link className="faint" href={href} style={footerLink}>
            {text}
          </Link>
        </Fragment>
      ))}
      {postalAddress ? (
        <>
          <br />
          {postalAddress}
        </>
      ) : null}
    </Text>
  )
}
