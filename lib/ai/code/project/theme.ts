const FONTS = [
  'ui-sans-serif, system-ui, sans-serif',
  '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif',
  '"Avenir Next", Avenir, "Segoe UI", "Helvetica Neue", sans-serif',
]
const CORNERS = ['4px', '12px', '22px']
const HUES = [12, 28, 145, 172, 205, 232, 262, 320, 345]

/** The style sheet that every page begins with; colours, type and corners follow from the seed. */
export function composeTheme(seed: number): string {
  const hue = HUES[seed % HUES.length] ?? 232
  return `:root {
  --hue: ${hue};
  --paper: hsl(var(--hue) 30% 98%);
  --card: hsl(0 0% 100%);
  --ink: hsl(var(--hue) 25% 13%);
  --muted: hsl(var(--hue) 10% 38%);
  --line: hsl(var(--hue) 20% 88%);
  --accent: hsl(var(--hue) 70% 34%);
  --on-accent: hsl(0 0% 100%);
  --tint: hsl(var(--hue) 70% 93%);
  --corner: ${CORNERS[(seed >> 4) % CORNERS.length]};
  --font: ${FONTS[(seed >> 6) % FONTS.length]};
  color-scheme: light dark;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: hsl(var(--hue) 20% 8%);
    --card: hsl(var(--hue) 18% 12%);
    --ink: hsl(var(--hue) 20% 94%);
    --muted: hsl(var(--hue) 10% 68%);
    --line: hsl(var(--hue) 14% 22%);
    --accent: hsl(var(--hue) 75% 72%);
    --on-accent: hsl(var(--hue) 40% 10%);
    --tint: hsl(var(--hue) 35% 18%);
  }
}

*,
*::before,
*::after {
  box-sizing: border-box;
}

body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--font);
}

main,
.page-footer {
  width: min(68rem, 100% - 2.5rem);
  margin-inline: auto;
}

main {
  padding-top: clamp(1.5rem, 5vw, 3.5rem);
}

.page-footer {
  margin-top: 4rem;
  padding-block: 2rem;
  border-top: 1px solid var(--line);
  color: var(--muted);
  font-size: 0.9rem;
}

h1 {
  margin: 0 0 1rem;
  font-size: clamp(2.2rem, 6vw, 4rem);
  line-height: 1.08;
  letter-spacing: -0.02em;
  text-wrap: balance;
  overflow-wrap: anywhere;
}

h2 {
  margin: 0 0 1rem;
  font-size: 1.6rem;
  line-height: 1.2;
}

.lead {
  max-width: 38rem;
  margin: 0 0 2rem;
  color: var(--muted);
  font-size: 1.2rem;
  overflow-wrap: anywhere;
}

.card {
  padding: 1.5rem;
  border: 1px solid var(--line);
  border-radius: var(--corner);
  background: var(--card);
}

.button,
button {
  display: inline-block;
  padding: 0.65rem 1.2rem;
  border: 1px solid transparent;
  border-radius: var(--corner);
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}

.quiet {
  border-color: var(--line);
  background: transparent;
  color: var(--ink);
}

input,
textarea {
  width: 100%;
  padding: 0.65rem 0.8rem;
  border: 1px solid var(--line);
  border-radius: var(--corner);
  background: var(--paper);
  color: inherit;
  font: inherit;
}

label {
  display: block;
  margin-bottom: 0.35rem;
  font-weight: 600;
}

:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
`
}
