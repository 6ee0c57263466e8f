/** The look of every page of the stand-in, light and dark. */
export const STYLE = `
:root {
  --page: light-dark(#f6f7f9, #0e1014); --panel: light-dark(#ffffff, #171a21);
  --line: light-dark(#dfe3e9, #2b303b); --field: light-dark(#828b99, #6b7484); --input: light-dark(#ffffff, #0e1014);
  --text: light-dark(#14171c, #eef0f4); --quiet: light-dark(#565f6d, #a3acba);
  --accent: light-dark(#4338ca, #a5b4fc); --on-accent: light-dark(#ffffff, #12133a);
  --good: light-dark(#14713a, #6ee7a0); --good-bg: light-dark(#e7f6ec, #12291c);
  --bad: light-dark(#b3261e, #ffaba3); --bad-bg: light-dark(#fdeceb, #341715);
  --wait: light-dark(#835200, #f6c66b); --wait-bg: light-dark(#fdf3dc, #33270f);
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--text); min-height: 100vh; -webkit-text-size-adjust: 100%;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
h2 { font-size: 1.125rem; }
a { color: var(--accent); text-underline-offset: 3px; }
code { font: 0.875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.banner { background: var(--wait-bg); color: var(--wait); border-bottom: 1px solid var(--line);
  text-align: center; padding: 8px 16px; font-size: 0.875rem; font-weight: 550; text-wrap: balance; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.amount, dd { font-variant-numeric: tabular-nums; }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 18px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--panel); color: var(--text);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; transition: filter 0.15s; }
.button:hover { filter: brightness(0.96); }
.button.primary { background: var(--accent); border-color: transparent; color: var(--on-accent); }
.button.primary:hover { filter: brightness(1.1); }
.button.small { min-height: 32px; padding: 2px 12px; font-size: 0.875rem; border-radius: 8px; }
.alert { background: var(--bad-bg); color: var(--bad); border: 1px solid currentColor; border-radius: 10px;
  padding: 12px 14px; font-size: 0.9375rem; margin-bottom: 16px; }
.alert a { color: inherit; font-weight: 600; }

.checkout { max-width: 1040px; margin: 0 auto; padding: 24px 16px 40px; display: grid; gap: 24px; }
.summary { padding: 4px; min-width: 0; }
.merchant { display: flex; align-items: center; gap: 10px; font-weight: 600; margin-bottom: 20px; }
.logo { display: grid; place-items: center; width: 32px; height: 32px; border-radius: 9px;
  background: var(--accent); color: var(--on-accent); font-weight: 700; }
.checkout h1 { font-size: 1rem; font-weight: 550; color: var(--quiet); letter-spacing: 0; }
.total { font-size: 2.5rem; font-weight: 700; letter-spacing: -0.03em; line-height: 1.2; margin-bottom: 20px; }
.total small { font-size: 0.875rem; font-weight: 450; letter-spacing: 0; color: var(--quiet); margin-left: 10px; }
.lines { list-style: none; padding: 0; border-top: 1px solid var(--line); }
.lines li { display: flex; justify-content: space-between; gap: 16px; padding: 14px 0; border-bottom: 1px solid var(--line); }
.lines .quiet { display: block; }
.sums { padding-top: 12px; }
.sums div { display: flex; justify-content: space-between; padding: 4px 0; color: var(--quiet); }
.sums .due { color: var(--text); font-weight: 650; padding-top: 10px; }
.card { background: var(--panel); border: 1px solid var(--line); border-radius: 16px; padding: 20px; min-width: 0; }
.card h2 { margin-bottom: 16px; }
.chips { margin-top: 6px; display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin-bottom: 18px; }
.chip { border: 1px solid var(--line); border-radius: 10px; padding: 8px 12px; font-size: 0.875rem; color: var(--text);
  text-decoration: none; display: grid; gap: 2px; }
.chip span::before { content: ""; display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-right: 8px;
  background: var(--good); }
.chip.bad span::before { background: var(--bad); }
.chip.wait span::before { background: var(--wait); }
.chip.wait { grid-column: 1 / -1; }
.terms { margin-top: 14px; text-wrap: pretty; }
.chip code { color: var(--quiet); }
.chip:hover { border-color: var(--field); }
.chip[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.field { margin-bottom: 14px; min-width: 0; }
.field label { display: block; font-size: 0.875rem; font-weight: 550; margin-bottom: 4px; }
.field input { width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--field); border-radius: 10px;
  background: var(--input); color: var(--text); font: inherit; }
.field input[readonly] { background: var(--page); color: var(--quiet); border-color: var(--line); }
.field input[aria-invalid] { border-color: var(--bad); }
.field .error { color: var(--bad); font-size: 0.875rem; margin-top: 4px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.actions { display: grid; gap: 10px; margin-top: 6px; }
.checkout footer { color: var(--quiet); font-size: 0.8125rem; text-align: center; }
@media (min-width: 860px) {
  .checkout { grid-template-columns: 1fr 1fr; gap: 56px; padding-top: 56px; align-items: start; }
  .card { padding: 28px; }
  .checkout footer { grid-column: 1 / -1; }
}

.notice { max-width: 440px; margin: 12vh auto 40px; padding: 0 20px; text-align: center; display: grid; gap: 14px; justify-items: center; }
.notice h1 { font-size: 1.5rem; }
.notice p { color: var(--quiet); text-wrap: balance; }
.mark { display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%; font-size: 1.5rem; font-weight: 700; }
.mark.good { background: var(--good-bg); color: var(--good); }
.mark.bad { background: var(--wait-bg); color: var(--wait); }

.board { max-width: 1120px; margin: 0 auto; padding: 28px 16px 60px; display: grid; gap: 28px; }
.board > section { min-width: 0; }
.board h1 { font-size: 1.5rem; }
.board h2 { margin-bottom: 10px; }
.board h2 span { color: var(--quiet); font-weight: 450; }
.bar { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; justify-content: space-between; }
.settings { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
.settings .field { margin: 0; }
.settings input, .settings select { min-height: 38px; width: 130px; padding: 4px 10px; border: 1px solid var(--field);
  border-radius: 8px; background: var(--input); color: var(--text); font: inherit; }
.settings .button { min-height: 38px; }
.settings .wide input { width: 236px; max-width: 100%; }
.panels { display: grid; gap: 16px; align-items: start; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: 16px; display: grid; gap: 12px; min-width: 0; }
.panel h2 { margin: 0; }
.now { font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; align-items: end; margin-bottom: 12px; }
.fields .field { margin: 0; }
.fields input, .fields select { width: 100%; min-height: 38px; padding: 4px 10px; border: 1px solid var(--field);
  border-radius: 8px; background: var(--input); color: var(--text); font: inherit; }
.small-input { width: 96px; min-height: 32px; padding: 2px 10px; border: 1px solid var(--field); border-radius: 8px;
  background: var(--input); color: var(--text); font: inherit; font-size: 0.875rem; }
.more { margin-bottom: 12px; }
.more .fields { margin-top: 10px; }
.notice-bar { background: var(--wait-bg); color: var(--wait); border-radius: 12px; padding: 10px 14px; }
@media (min-width: 860px) { .panels { grid-template-columns: 1fr 1fr; } }
.rows { list-style: none; padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--panel); overflow: hidden; }
.rows > li { padding: 12px 16px; display: grid; gap: 6px 16px; }
.rows > li + li { border-top: 1px solid var(--line); }
.rows .bar > div { min-width: 0; display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }
.rows .bar p { flex-basis: 100%; }
.rows form:not(.buttons) { display: inline; }
.empty { color: var(--quiet); border: 1px dashed var(--field); border-radius: 14px; padding: 20px; text-align: center; }
.tag { font-size: 0.8125rem; font-weight: 600; border-radius: 99px; padding: 1px 10px; background: var(--page); color: var(--quiet); border: 1px solid var(--line); }
.tag.good { background: var(--good-bg); color: var(--good); border-color: transparent; }
.tag.bad { background: var(--bad-bg); color: var(--bad); border-color: transparent; }
.tag.wait { background: var(--wait-bg); color: var(--wait); border-color: transparent; }
.attempts { font-size: 0.8125rem; color: var(--quiet); padding-left: 18px; }
summary { cursor: pointer; font-size: 0.875rem; color: var(--quiet); }
`
