import { ActionForm } from '@/components/form/action-form'
import { Separator } from '@/components/ui/separator'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Provider } from '@/lib/auth/form/providers'
import { GitHubLogo, GoogleLogo } from './provider-logos'

const PROVIDERS = {
  google: { name: 'Google', Logo: GoogleLogo },
  github: { name: 'GitHub', Logo: GitHubLogo },
} as const

type ProviderButtonsProps = { providers: Provider[]; next: string; action: (form: FormData) => Promise<void> }

/** "Continue with …" for every provider that is configured; nothing when none is. */
export function ProviderButtons({ providers, next, action }: ProviderButtonsProps) {
  if (providers.length === 0) return null
  return (
    <div className="grid gap-3">
      {providers.map((provider) => {
        const { name, Logo } = PROVIDERS[provider]
        return (
          <ActionForm key={provider} action={action}>
            <input type="hidden" name="provider" value={provider} />
            <input type="hidden" name="next" value={next} />
            <SubmitButton variant="outline" size="lg" className="w-full">
              <Logo />
              Continue with {name}
            </SubmitButton>
          </ActionForm>
        )
      })}
      <Separator label="or" className="mt-3" />
    </div>
  )
}
