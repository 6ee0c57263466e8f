import { type Brief, readBrief } from './brief'
import { escapeHtml, escapeMarkdown } from './html'
import { calculator } from './layouts/calculator'
import { gallery } from './layouts/gallery'
import { landingPage } from './layouts/landing-page'
import type { Layout } from './layouts/layout'
import { timer } from './layouts/timer'
import { todoList } from './layouts/todo-list'
import { composeTheme } from './theme'

// The first whose words are in the brief. Who says landing page means it, whatever it is about.
const LAYOUTS: readonly Layout[] = [landingPage, calculator, timer, gallery, todoList]

/**
 * Compose a static web page from a brief: index.html, styles.css, script.js and README.md. The same brief gives the same
 * files; nothing in it can become markup or code.
 */
export function composeProject(brief: string): {
  files: { path: string; content: string }[]
  summary: string
} {
  const asked = readBrief(brief)
  const layout = LAYOUTS.find(({ words }) => words.test(asked.text)) ?? landingPage
  const read = { ...asked, tagline: asked.tagline || layout.invitation }
  return {
    files: [
      { path: 'index.html', content: composePage(read, layout) },
      { path: 'styles.css', content: `${composeTheme(read.seed)}\n${layout.css.trim()}\n` },
      { path: 'script.js', content: `${layout.script(read).trim()}\n` },
      { path: 'README.md', content: composeReadme(read, layout) },
    ],
    summary: `“${read.title}” is ${layout.kind}: a static page in three files, with no libraries and no build step. ${layout.about} Open index.html in a browser to see it.`,
  }
}

function composePage(brief: Brief, layout: Layout): string {
  const title = escapeHtml(brief.title)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${escapeHtml(brief.tagline)}">
    <title>${title}</title>
    <link rel="stylesheet" href="styles.css">
    <script src="script.js" defer></script>
  </head>
  <body>
    <main>
${layout.body(brief)}
    </main>
    <footer class="page-footer">${title}, made from a one-paragraph brief.</footer>
  </body>
</html>
`
}

function composeReadme(brief: Brief, layout: Layout): string {
  return `# ${escapeMarkdown(brief.title)}

This is ${layout.kind}. ${layout.about}

> ${escapeMarkdown(brief.text)}

## Start

Open \`index.html\` in a browser. There is nothing to install.

## Files

- \`index.html\`: the page and its texts
- \`styles.css\`: colours and type are the variables at the top
- \`script.js\`: what moves
`
}
