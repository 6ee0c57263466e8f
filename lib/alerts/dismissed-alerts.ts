import 'server-only'
import { cookies } from 'next/headers'
import { siteUrl } from '@/lib/env/public'
import { AlertKey } from './alert'

const COOKIE = 'dismissed-alerts'
/** More than anybody has banners within the cookie's life; the oldest go first. */
const MAX_KEYS = 20
const LIFE_SECONDS = 180 * 86_400

/** The reasons that this browser was told to say no more about, oldest first. Known before the page is rendered, so nothing flashes. */
export async function readDismissed(): Promise<string[]> {
  const text = (await cookies()).get(COOKIE)?.value ?? ''
  return text.split('.').filter((key) => AlertKey.safeParse(key).success)
}

export async function rememberDismissed(key: string): Promise<void> {
  const keys = (await readDismissed()).filter((known) => known !== key)
  const jar = await cookies()
  jar.set(COOKIE, [...keys, key].slice(-MAX_KEYS).join('.'), {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.protocol === 'https:',
    path: '/',
    maxAge: LIFE_SECONDS,
  })
}
