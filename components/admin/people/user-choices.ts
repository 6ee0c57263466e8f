import { splitWhen, USER_STEPS, type UserFilter, type UserStep } from '@/lib/admin/shapes/user'
import { daysOptions } from '../list/days-choice'

const STEPS: Record<UserStep, string> = {
  joined: 'Joined',
  used: 'Made calls',
  paid: 'Paid',
  first_paid: 'First paid',
}

/** What the list of people can be narrowed to and sorted by, as a FilterBar offers it. */
export function userChoices(
  { role, plan, has, when, sort }: UserFilter,
  plans: { id: string; name: string }[],
) {
  return [
    {
      name: 'role',
      label: 'Role',
      value: role ?? '',
      all: 'Everybody',
      options: [
        ['user', 'Users'],
        ['admin', 'Admins'],
      ],
    },
    {
      name: 'plan',
      label: 'Plan',
      value: plan ?? '',
      all: 'Any plan',
      options: plans.map(({ id, name }) => [id, `${name} plan`] as const),
    },
    {
      name: 'has',
      label: 'Balance',
      value: has ?? '',
      all: 'Any balance',
      options: [
        ['credits', 'Has credits'],
        ['none', 'No credits'],
        ['debt', 'Owes credits'],
      ],
    },
    {
      name: 'sort',
      label: 'Order',
      value: sort === 'newest' ? '' : sort,
      all: 'Newest first',
      options: [
        ['balance', 'Highest balance'],
        ['spending', 'Spent the most'],
        ['active', 'Last active'],
      ],
    },
    {
      name: 'when',
      label: 'Joined, called or paid, by UTC days',
      value: when ?? '',
      all: 'Any day',
      options: USER_STEPS.flatMap((step) => {
        const chosen = when ? splitWhen(when) : undefined
        const days = chosen?.step === step ? chosen.days : undefined
        return daysOptions(STEPS[step], days).map(([value, text]) => [`${step}-${value}`, text] as const)
      }),
    },
  ] as const
}
