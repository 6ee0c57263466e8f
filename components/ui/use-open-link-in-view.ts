import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that may be wider than its screen: the link to the open page is scrolled to its middle. */
export function useOpenLinkInView(pathname: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && row.current && pathname)
      row.current.scrollLeft = here.offsetLeft - row.current.clientWidth / 2 + here.clientWidth / 2
  }, [pathname])
  return row
}
