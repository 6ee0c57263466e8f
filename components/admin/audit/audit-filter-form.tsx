import { Search } from 'lucide-react'
import Form from 'next/form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import type { AuditFilter } from '@/lib/admin/shapes/admin-action'
import { toWords } from '@/lib/to-words'

/** Narrows the audit log; works without JavaScript. */
export function AuditFilterForm({ filter, kinds }: { filter: AuditFilter; kinds: string[] }) {
  const { admin, target, action } = filter
  return (
    <Form action="/admin/audit" className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1fr_1fr_12rem_auto]">
      <Input
        key={`admin ${admin}`}
        type="search"
        name="admin"
        defaultValue={admin}
        maxLength={200}
        className="max-sm:col-span-2"
        aria-label="By which admin"
        placeholder="By: address, name or id"
      />
      <Input
        key={`target ${target}`}
        type="search"
        name="target"
        defaultValue={target}
        maxLength={200}
        className="max-sm:col-span-2"
        aria-label="To whom or what"
        placeholder="To: address, name or id"
      />
      <NativeSelect key={action} name="action" defaultValue={action} aria-label="Action">
        <option value="">Every action</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {toWords(kind)}
          </option>
        ))}
      </NativeSelect>
      <Button type="submit" variant="outline" className="h-10">
        <Search aria-hidden />
        Search
      </Button>
    </Form>
  )
}
