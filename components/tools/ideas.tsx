import { Button } from '@/components/ui/button'

type IdeasProps = {
  /** Short name and what it puts into the field. */
  ideas: readonly { name: string; prompt: string }[]
  onChoose(prompt: string): void
}

/** Examples to begin with, for whoever sits before an empty field. */
export function Ideas({ ideas, onChoose }: IdeasProps) {
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-2 text-muted-foreground text-sm">Or begin with</legend>
      {ideas.map(({ name, prompt }) => (
        <Button
          key={name}
          variant="outline"
          size="sm"
          className="rounded-full font-normal"
          onClick={() => onChoose(prompt)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  )
}
