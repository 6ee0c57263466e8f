import type { UserFilter } from '@/lib/admin/shapes/user'

/** What the list of people can be narrowed to and sorted by, as a FilterBar offers it. */
export function userChoices({ role, plan, has, sort }: UserFilter, plans: { id: string; name: string }[]) {
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
  ] as const
}
