import type { CSSProperties } from 'react'

/** The colours of supabase/templates, so that all mails look alike. Written into every element: mail programs drop sheets. */
export const page: CSSProperties = {
  margin: 0,
  padding: '32px 16px',
  backgroundColor: '#f4f4f5',
  color: '#18181b',
  fontFamily: "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  fontSize: '16px',
  lineHeight: 1.5,
}
export const column: CSSProperties = { maxWidth: '480px' }
export const card: CSSProperties = {
  maxWidth: '480px',
  backgroundColor: '#ffffff',
  border: '1px solid #e4e4e7',
  borderRadius: '12px',
  borderCollapse: 'separate',
}
export const inside: CSSProperties = { padding: '32px' }
export const brand: CSSProperties = { margin: '0 0 16px', fontSize: '18px', fontWeight: 700 }
export const heading: CSSProperties = { margin: 0, fontSize: '22px', lineHeight: 1.3, fontWeight: 700 }
export const paragraph: CSSProperties = { margin: '12px 0 0', fontSize: '16px', color: '#3f3f46' }
export const button: CSSProperties = {
  marginTop: '24px',
  padding: '12px 20px',
  borderRadius: '8px',
  backgroundColor: '#1e4de6',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
}
export const smallPrint: CSSProperties = { margin: '24px 0 0', fontSize: '14px', color: '#6b6b74' }
export const footer: CSSProperties = {
  margin: '16px 0 0',
  fontSize: '13px',
  lineHeight: 1.6,
  color: '#6b6b74',
}
export const footerLink: CSSProperties = { color: '#6b6b74', textDecoration: 'underline' }
export const monospace = 'ui-monospace,Menlo,Consolas,monospace'

/**
 * For readers in the dark, where the mail program follows them. The classes repeat the roles of the styles above; only
 * `!important` counts more than those.
 */
export const DARK_SHEET = `
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #18181b !important }
  .card { background-color: #232326 !important; border-color: #3f3f46 !important }
  .ink { color: #fafafa !important }
  .soft { color: #d4d4d8 !important }
  .faint { color: #a1a1aa !important }
  .accent { color: #a8bfff !important }
  .rule { border-color: #3f3f46 !important }
  .trough { background-color: #3f3f46 !important }
  .fill { background-color: #769cff !important }
}`
