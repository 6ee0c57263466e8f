import { Badge } from '@/components/ui/badge'

const CODE = `const form = document.querySelector('form')

form.addEventListener('input', () => {
  const { bill, tip, people } = Object.fromEntries(
    new FormData(form),
  )
  const total = bill * (1 + tip / 100)
  show('#each', total / people)
})`

/** A file as the code tool shows it. */
export const CodeSample = () => (
  <div className="overflow-hidden rounded-xl border bg-card shadow-sm">
    <p className="flex gap-5 border-b px-5 py-3 font-mono text-[0.8125rem] text-muted-foreground">
      <span>index.html</span>
      <span className="text-foreground">script.js</span>
      <span>styles.css</span>
    </p>
    <pre className="overflow-hidden px-5 py-4 font-mono text-[0.8125rem] leading-6">{CODE}</pre>
  </div>
)

const FINDINGS = [
  {
    label: 'High',
    variant: 'destructive',
    place: 'script.js:12',
    title: 'HTML built from a variable',
    text: 'Use textContent, or create the elements and append them.',
  },
  {
    label: 'Medium',
    variant: 'warning',
    place: 'script.js:31',
    title: 'Errors are swallowed',
    text: 'Handle the error, or say in a comment why it may be ignored.',
  },
] as const

/** Findings as the review shows them. */
export const ReviewSample = () => (
  <div className="grid gap-3">
    {FINDINGS.map(({ label, variant, place, title, text }) => (
      <div key={place} className="grid gap-2 rounded-xl border bg-card p-4 text-sm shadow-sm">
        <p className="flex items-center gap-3">
          <Badge variant={variant}>{label}</Badge>
          <span className="font-medium">{title}</span>
          <span className="ml-auto font-mono text-[0.8125rem] text-brand">{place}</span>
        </p>
        <p className="text-muted-foreground">{text}</p>
      </div>
    ))}
  </div>
)
