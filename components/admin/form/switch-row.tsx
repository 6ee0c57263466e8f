import type { ReactNode } from 'react'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'

type SwitchRowProps = {
  id: string
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  /** What belongs to it, below. */
  children?: ReactNode
}

/** Something to switch on or off, as a row of a SwitchGroup. */
export function SwitchRow({ id, label, isOn, onChange, children }: SwitchRowProps) {
  return (
    <div className="grid gap-3 px-3 py-2.5">
      <div className="flex items-center justify-between gap-4">
        <Label htmlFor={id}>{label}</Label>
        <Switch id={id} checked={isOn} onCheckedChange={onChange} />
      </div>
      {children}
    </div>
  )
}

/** The switches of a form, as SwitchRow. */
export function SwitchGroup({ children }: { children: ReactNode }) {
  return <div className="divide-y rounded-lg border">{children}</div>
}
