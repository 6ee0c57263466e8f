import type { Sql } from 'postgres'

/**
 * Makes every function and default of a throwaway database tell a time that can be moved: `clock_timestamp()` and `now()` become
 * a function that adds an offset. What is tested is the code as it is, on another day.
 */
export async function takeOverClock(sql: Sql) {
  await sql.unsafe(`
    create table private.moved_clock (ahead interval not null);
    insert into private.moved_clock values ('0');
    create function private.moved_now() returns timestamptz language sql volatile security definer set search_path = ''
      as 'select pg_catalog.clock_timestamp() + ahead from private.moved_clock';
    grant usage on schema private to service_role;
    grant execute on function private.moved_now() to public;`)
  const functions = await sql<{ source: string }[]>`
    select pg_get_functiondef(p.oid) as source from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind = 'f'
      and p.proname <> 'moved_now' and pg_get_functiondef(p.oid) ~ '\\y(now|clock_timestamp)\\(\\)'`
  for (const { source } of functions) await sql.unsafe(moveNow(source))
  const defaults = await sql<{ table: string; column: string; expression: string }[]>`
    select c.oid::regclass::text as table, quote_ident(a.attname) as column, pg_get_expr(d.adbin, d.adrelid) as expression
    from pg_attrdef d join pg_class c on c.oid = d.adrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
    where c.relnamespace = 'public'::regnamespace and pg_get_expr(d.adbin, d.adrelid) ~ '\\ynow\\(\\)'`
  for (const { table, column, expression } of defaults) {
    await sql.unsafe(`alter table ${table} alter column ${column} set default ${moveNow(expression)}`)
  }
  return {
    /** How many functions now tell the moved time. */
    functions: functions.length,
    moveTo: (aheadSeconds: number) =>
      sql`update private.moved_clock set ahead = make_interval(secs => ${aheadSeconds})`,
  }
}

// Volatile inside of a stable function is allowed; an index or a constraint has no such call.
const moveNow = (source: string) =>
  source.replace(/\b(?:pg_catalog\.)?(?:now|clock_timestamp)\(\)/g, 'private.moved_now()')
