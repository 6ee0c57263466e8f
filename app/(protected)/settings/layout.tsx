import { SettingsNav } from '@/components/settings/settings-nav'
import { PageHeader } from '@/components/ui/page-header'

export default function SettingsLayout({ children }: LayoutProps<'/settings'>) {
  return (
    <div className="grid gap-8">
      <PageHeader title="Settings" description="Your profile, sign-in, notifications and data." />
      <div className="grid items-start gap-6 lg:grid-cols-[12rem_minmax(0,42rem)] lg:gap-12">
        <SettingsNav />
        <div className="grid min-w-0 gap-6">{children}</div>
      </div>
    </div>
  )
}
