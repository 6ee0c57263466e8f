import type { ReactNode } from 'react'

// Lucide's drawings without its library: there every icon is a component that browsers load and run, and public pages do without.

type IconProps = { className?: string | undefined }

function Icon({ className, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {children}
    </svg>
  )
}

/** An icon of strokes alone, by its path. */
function stroke(path: string) {
  return ({ className }: IconProps) => (
    <Icon className={className}>
      <path d={path} />
    </Icon>
  )
}

export const ArrowRightIcon = stroke('M5 12h14M12 5l7 7-7 7')
export const CheckIcon = stroke('M20 6 9 17l-5-5')
export const CornerDownRightIcon = stroke('m15 10 5 5-5 5M4 4v7a4 4 0 0 0 4 4h12')
export const MenuIcon = stroke('M4 5h16M4 12h16M4 19h16')
export const MoonIcon = stroke('M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z')
export const PlusIcon = stroke('M5 12h14M12 5v14')
export const RotateIcon = stroke('M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5')

export function SunIcon({ className }: IconProps) {
  return (
    <Icon className={className}>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41" />
    </Icon>
  )
}

export function MonitorIcon({ className }: IconProps) {
  return (
    <Icon className={className}>
      <rect width="20" height="14" x="2" y="3" rx="2" />
      <path d="M8 21h8M12 17v4" />
    </Icon>
  )
}
