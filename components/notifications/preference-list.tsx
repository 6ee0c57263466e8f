'use client'

import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { Badge } from '@/components/ui/badge'
import { Card, CardTitle } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import { postJson } from '@/lib/api-client'
import { NOTIFICATION_GROUPS, NOTIFICATION_KINDS, type NotificationKind } from '@/lib/notifications/kinds'

type Setting = {
  kind: NotificationKind
  byMail: boolean
  inApp: boolean
  isRequired: boolean
  isMarketing: boolean
}
type Channel = 'byMail' | 'inApp'

const COLUMNS =
  'grid grid-cols-[1fr_3.5rem_3.5rem] items-center gap-x-3 px-5 sm:grid-cols-[1fr_6rem_6rem] sm:px-6'

/**
 * What somebody is told and by which way. Every switch is saved at once, and goes back when that fails. One request at a
 * time for each: of two, whichever the server dealt with last would stay.
 */
export function PreferenceList({ settings: initial }: { settings: readonly Setting[] }) {
  const [settings, setSettings] = useState(initial)
  /** What is wished for each switch that is being saved. */
  const wishes = useRef(new Map<string, { isOn: boolean }>())
  const set = (kind: NotificationKind, channel: Channel, isOn: boolean) =>
    setSettings((all) => all.map((one) => (one.kind === kind ? { ...one, [channel]: isOn } : one)))

  async function change(kind: NotificationKind, channel: Channel, isOn: boolean) {
    set(kind, channel, isOn)
    const key = `${kind} ${channel}`
    const saving = wishes.current.get(key)
    if (saving) {
      saving.isOn = isOn
      return
    }
    const wish = { isOn }
    wishes.current.set(key, wish)
    let saved = !isOn
    let sent: boolean
    let isSaved: boolean
    do {
      sent = wish.isOn
      isSaved = await postJson('/api/notifications/preferences', { kind, [channel]: sent }).then(
        () => true,
        () => false,
      )
      if (isSaved) saved = sent
    } while (sent !== wish.isOn)
    wishes.current.delete(key)
    if (isSaved) return
    set(kind, channel, saved)
    toast.error('That could not be saved. Try again.')
  }

  const groups = NOTIFICATION_GROUPS.map((group) => ({
    group,
    rows: settings.filter(({ kind }) => NOTIFICATION_KINDS[kind].group === group),
  })).filter(({ rows }) => rows.length > 0)
  return (
    <div className="grid gap-6">
      {groups.map(({ group, rows }) => (
        <Card key={group}>
          <div className={`${COLUMNS} border-b py-4 text-muted-foreground text-xs`}>
            <CardTitle className="text-foreground">{group}</CardTitle>
            <span aria-hidden className="text-center">
              Mail
            </span>
            <span aria-hidden className="text-center">
              In the app
            </span>
          </div>
          <ul className="divide-y">
            {rows.map((setting) => (
              <PreferenceRow key={setting.kind} setting={setting} onChange={change} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}

type PreferenceRowProps = {
  setting: Setting
  onChange: (kind: NotificationKind, channel: Channel, isOn: boolean) => void
}

function PreferenceRow({
  setting: { kind, byMail, inApp, isRequired, isMarketing },
  onChange,
}: PreferenceRowProps) {
  const { label, description } = NOTIFICATION_KINDS[kind]
  return (
    <li className={`${COLUMNS} py-3.5`}>
      <div className="min-w-0">
        <p className="font-medium text-sm">{label}</p>
        <p className="text-muted-foreground text-sm">{description}</p>
      </div>
      <div className="flex justify-center">
        {isRequired ? (
          <Badge>
            <span className="sr-only">{label} by mail: </span>Always
          </Badge>
        ) : (
          <Switch
            checked={byMail}
            onCheckedChange={(isOn) => onChange(kind, 'byMail', isOn)}
            aria-label={`${label} by mail`}
          />
        )}
      </div>
      <div className="flex justify-center">
        {isMarketing ? (
          <span className="text-muted-foreground text-sm">–</span>
        ) : (
          <Switch
            checked={inApp}
            onCheckedChange={(isOn) => onChange(kind, 'inApp', isOn)}
            aria-label={`${label} in the app`}
          />
        )}
      </div>
    </li>
  )
}
