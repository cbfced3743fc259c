package dev.multistage.grader.report;

import dev.multistage.grader.picture.PictureStyle;

/** What HTML reports look like. */
final class HtmlPage {

    private HtmlPage() {}

    /** The style sheet: both colour schemes have a contrast of 4.5 and more; print is light. */
    static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: light-dark(#1f2328, #f0f6fc);
              --ground: light-dark(#ffffff, #0d1117); --edge: light-dark(#d0d7de, #3d444d);
              --faint: light-dark(#59636e, #9198a1); --good: light-dark(#116329, #3fb950);
              --bad: light-dark(#a40e26, #ff7b72); --odd: light-dark(#7d4e00, #d29922) }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto;
              padding: 1rem; background: var(--ground); color: var(--ink); overflow-wrap: anywhere }
            h1, h2, h3 { line-height: 1.25 } h2 { margin-top: 2.5rem } h3 { font-size: 1rem; margin: 0 }
            code, pre { font-family: ui-monospace, monospace; font-size: .875rem }
            pre { white-space: pre-wrap; margin: .25rem 0; border-left: .25rem solid var(--edge);
              padding-left: .75rem }
            .faint, footer { color: var(--faint) } h3 .faint { font-weight: 400 }
            .ending { font-size: 1.25rem; border-left: .5rem solid; padding-left: 1rem }
            .ending.passed { border-color: var(--good) } .ending.failed { border-color: var(--bad) }
            .ending.error { border-color: var(--odd) }
            .ending.passed strong, .passed .verdict { color: var(--good) }
            .ending.failed strong, .failed .verdict { color: var(--bad) }
            .ending.error strong { color: var(--odd) }
            li { margin: 1rem 0 } dl { display: grid; grid-template-columns: 6rem 1fr; gap: .125rem .75rem;
              margin: .25rem 0 } dt { grid-column: 1; color: var(--faint) }
            dd { grid-column: 2; margin: 0 }
            @media (max-width: 30rem) { dl { display: block } }
            .scroll { overflow-x: auto }
            .scroll > table { border-collapse: collapse; width: 100%; font-size: .9375rem }
            .scroll th, .scroll td { text-align: left; vertical-align: top; font-weight: 400;
              padding: .25rem .5rem; border-top: 1px solid var(--edge); overflow-wrap: break-word }
            .scroll thead th { font-weight: 600; border-top: 0 } .verdict { white-space: nowrap }
            .scroll .figure { text-align: right; font-variant-numeric: tabular-nums }
            footer { margin-top: 3rem; border-top: 1px solid var(--edge); font-size: .875rem }
            @media print { :root { color-scheme: light } body { max-width: none; padding: 0 }
              li, tr, figure { break-inside: avoid } h2, h3 { break-after: avoid } }
            """
                    + PictureStyle.CSS;
}
