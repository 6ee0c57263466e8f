import { type Rule, where } from './rule'
import type { Source } from './source'

const MARKUP = ['html', 'jsx'] as const
const FORM = /<form\b[\s\S]*?(?:<\/form|$)/gi

/** Where a tag stands whose attributes lack something. Attributes that are spread in may have it. */
function tagsWithout(name: string, attribute: RegExp) {
  const tag = new RegExp(String.raw`<${name}\b(?:[^<>"'{]|"[^"]*"|'[^']*'|\{[^}]*\}|=>)*>`, 'gi')
  return (text: string): number[] =>
    [...text.matchAll(tag)]
      .filter(([match]) => !attribute.test(match) && !match.includes('{...'))
      .map(({ index }) => index)
}

const imagesWithoutAlt = tagsWithout('img', /\salt\b/i)
const buttonsWithoutType = tagsWithout('button', /\stype\s*=/i)
const pagesWithoutLanguage = tagsWithout('html', /\slang\s*=/i)
const linksWithoutRel = tagsWithout('a', /^(?![\s\S]*\starget\s*=\s*["{'\s]*_blank)|\srel\s*=/i)

export const MARKUP_RULES: readonly Rule[] = [
  {
    severity: 'medium',
    title: 'A picture without alt',
    detail:
      'People who do not see the picture learn nothing of it; some readers spell out its file name instead.',
    suggestion: 'Describe the picture in alt, or write alt="" when it is decoration.',
    languages: MARKUP,
    find: ({ code }) => imagesWithoutAlt(code),
  },
  {
    severity: 'medium',
    title: 'A button in a form without type',
    detail: 'It sends the form, whatever it was meant to do.',
    suggestion: 'Write type="submit" or type="button".',
    languages: MARKUP,
    find: ({ code }: Source) =>
      [...code.matchAll(FORM)].flatMap(({ index, 0: form }) =>
        buttonsWithoutType(form).map((offset) => index + offset),
      ),
  },
  {
    severity: 'low',
    title: 'A script in an attribute',
    detail: 'It does not work under a strict content security policy and is easily missed.',
    suggestion: 'Use addEventListener in the script.',
    languages: ['html'],
    find: where(/(?<=<[a-z][^<>]{0,400}\s)on[a-z]{3,}\s*=\s*["']/gi, 'code'),
  },
  {
    severity: 'low',
    title: 'A page without a language',
    detail: 'Screen readers guess how to pronounce it, and browsers how to hyphenate and translate it.',
    suggestion: 'Write <html lang="en">, or whatever language it is in.',
    languages: ['html'],
    find: ({ code }) => pagesWithoutLanguage(code),
  },
  {
    severity: 'low',
    title: 'A link to a new tab without rel',
    detail: 'In older browsers the other page can steer this one through window.opener.',
    suggestion: 'Add rel="noopener".',
    languages: MARKUP,
    find: ({ code }) => linksWithoutRel(code),
  },
]
