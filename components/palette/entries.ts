import {
  Bell,
  Boxes,
  Calculator,
  Code,
  CreditCard,
  Database,
  FileCode,
  ImagePlus,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  PenLine,
  Receipt,
  ScanSearch,
  ShieldCheck,
  ShoppingBag,
  SlidersHorizontal,
  UserRound,
  Wallet,
  Wrench,
} from 'lucide-react'
import type { Route } from 'next'

/** Somewhere to go. `words`: what people may type for it besides its name. */
export type PaletteEntry = { href: Route; label: string; Icon: LucideIcon; words?: string[] }

/** What everybody who is signed in can go to, by heading. */
export const PALETTE_PAGES: readonly { heading: string; entries: readonly PaletteEntry[] }[] = [
  {
    heading: 'Pages',
    entries: [
      { href: '/dashboard', label: 'Dashboard', Icon: LayoutDashboard, words: ['home', 'balance'] },
      { href: '/buy-credits', label: 'Buy credits', Icon: ShoppingBag, words: ['package', 'top up', 'pay'] },
      { href: '/billing', label: 'Billing', Icon: Wallet, words: ['plan', 'subscription', 'card', 'top-up'] },
      { href: '/billing/receipts', label: 'Receipts', Icon: Receipt, words: ['invoice', 'purchases', 'tax'] },
      { href: '/models', label: 'Models', Icon: Boxes, words: ['upload', 'files'] },
      { href: '/notifications', label: 'Notifications', Icon: Bell, words: ['inbox', 'messages'] },
      { href: '/pricing', label: 'Pricing', Icon: Calculator, words: ['cost', 'calculator'] },
      { href: '/api-reference', label: 'API reference', Icon: FileCode, words: ['docs', 'developers'] },
    ],
  },
  {
    heading: 'Tools',
    entries: [
      { href: '/tools', label: 'All tools', Icon: Wrench },
      { href: '/tools/text', label: 'Text', Icon: PenLine, words: ['write', 'draft'] },
      { href: '/tools/image', label: 'Image', Icon: ImagePlus, words: ['picture', 'draw'] },
      { href: '/tools/code', label: 'Code', Icon: Code, words: ['program', 'project'] },
      { href: '/tools/review', label: 'Code review', Icon: ScanSearch, words: ['findings'] },
    ],
  },
  {
    heading: 'Settings',
    entries: [
      { href: '/settings', label: 'Profile and email', Icon: UserRound, words: ['name', 'address'] },
      { href: '/settings/security', label: 'Password and sessions', Icon: KeyRound, words: ['security'] },
      {
        href: '/settings/notifications',
        label: 'Notification settings',
        Icon: SlidersHorizontal,
        words: ['mail', 'preferences', 'unsubscribe'],
      },
      {
        href: '/settings/data',
        label: 'Export or delete your data',
        Icon: Database,
        words: ['account', 'download', 'json', 'privacy'],
      },
    ],
  },
]

/** What admins can go to besides. The pages check for themselves who is asking. */
export const PALETTE_ADMIN_PAGES: readonly PaletteEntry[] = [
  { href: '/admin', label: 'Admin', Icon: ShieldCheck, words: ['ledger', 'health'] },
  { href: '/admin/purchases', label: 'Admin: purchases', Icon: CreditCard, words: ['refund'] },
]
