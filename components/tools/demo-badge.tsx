import { Sparkles } from 'lucide-react'
import { Badge } from '@/components/ui/badge'

/** Says that built-in code does the work, for want of a configured model, and what that means. */
export const DemoBadge = ({ children }: { children: string }) => (
  <Badge variant="outline">
    <Sparkles aria-hidden />
    {children}
  </Badge>
)
