import Link from 'next/link'

/** Somebody's address, leading to all that there is about them. Null: they are gone. */
export function PersonLink({ id, email }: { id: string | null; email: string | null }) {
  if (id === null) return <span>Deleted user</span>
  return (
    <Link
      href={`/admin/users/${id}`}
      className="wrap-anywhere relative underline-offset-4 hover:text-foreground hover:underline"
    >
      {email}
    </Link>
  )
}
