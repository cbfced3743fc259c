package dev.multistage.grader.picture;

/** The style sheet that a page with pictures includes once. */
public final class PictureStyle {

    private PictureStyle() {}

    /** The key to the three colours, in words and with their patterns. */
    static final String KEY =
            """
            <p class="picture-key"><span><svg width="14" height="12" aria-hidden="true"><rect class="picture-live" width="14" height="12"/></svg> seen by a container</span>
            <span><svg width="14" height="12" aria-hidden="true"><rect class="picture-leftover" width="14" height="12"/></svg> left over: nothing needs it</span>
            <span><svg width="14" height="12" aria-hidden="true"><rect class="picture-waste" width="14" height="12"/></svg> hidden by a later line, but shipped</span></p>
            """;

    /**
     * CSS for all pictures. It follows {@code color-scheme}; a page may set the variables {@code
     * --picture-live}, {@code --picture-leftover}, {@code --picture-waste}, {@code --picture-edge},
     * {@code --picture-faint} itself.
     */
    public static final String CSS =
            """
            .picture { margin: 1.5rem 0; container-type: inline-size;
              --live: var(--picture-live, light-dark(#0969da, #4493f8));
              --leftover: var(--picture-leftover, light-dark(#9a6700, #d29922));
              --waste: var(--picture-waste, light-dark(#cf222e, #f85149));
              --edge: var(--picture-edge, light-dark(#d0d7de, #3d444d));
              --faint: var(--picture-faint, light-dark(#59636e, #9198a1)) }
            .picture figcaption { font-weight: 600 }
            .picture svg { max-width: none; vertical-align: middle }
            .picture-key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0;
              font-size: .875rem; color: var(--faint) }
            .picture-live { fill: var(--live) }
            .picture-leftover { fill: var(--leftover); fill-opacity: .55; stroke: var(--leftover) }
            .picture-waste { fill: var(--waste); fill-opacity: .25; stroke: var(--waste); stroke-dasharray: 3 2 }
            .picture-images { display: grid; gap: 1.5rem }
            .picture-image, .picture-image p { min-width: 0; margin: 0 }
            .picture-lines { list-style: none; margin: .5rem 0 0; padding: 0; font-size: .875rem }
            .picture-lines li { display: grid; grid-template-columns: 2rem minmax(0, 1fr) auto;
              gap: .125rem .5rem; align-items: baseline; margin: 0; padding: .25rem 0;
              border-top: 1px solid var(--edge) }
            .picture-lines code { background: none; border: 0; padding: 0; font-size: .8125rem;
              overflow-wrap: anywhere; white-space: normal; font-variant-ligatures: none }
            .picture-number { text-align: right; color: var(--faint); font-variant-numeric: tabular-nums }
            .picture-size { white-space: nowrap; font-variant-numeric: tabular-nums }
            .picture-lines .picture-bar { grid-column: 2 / -1; overflow: visible }
            .picture-with-source .picture-light { padding: 0; border-top-color: transparent }
            @container (min-width: 44rem) {
              .picture-images:has(> :nth-child(2)) { grid-template-columns: 1fr 1fr }
              .picture-images:not(:has(> :nth-child(2))) .picture-lines li {
                grid-template-columns: 2rem minmax(0, 1fr) 5rem minmax(200px, 30%); align-items: center }
              .picture-images:not(:has(> :nth-child(2))) .picture-size { text-align: right }
              .picture-images:not(:has(> :nth-child(2))) .picture-lines .picture-bar { grid-column: 4 } }
            .picture-map { width: 100%; height: auto; display: none }
            .picture-map-narrow { display: block }
            @container (min-width: 40rem) {
              .picture-map-narrow { display: none }
              .picture-map-wide { display: block } }
            .picture text { fill: currentColor; font: 13px system-ui, sans-serif }
            .picture-tile { fill: var(--faint); fill-opacity: .22; stroke: var(--faint); stroke-opacity: .6 }
            .picture-from-base { fill: var(--faint) }
            .picture-from-1 { fill: light-dark(#0969da, #4493f8) }
            .picture-from-2 { fill: light-dark(#bc4c00, #db6d28) }
            .picture-from-3 { fill: light-dark(#1a7f37, #3fb950) }
            .picture-from-4 { fill: light-dark(#8250df, #ab7df8) }
            .picture-from-5 { fill: light-dark(#bf3989, #db61a2) }
            .picture-group { fill: none; stroke: var(--faint); stroke-width: 2 }
            .picture-layer .picture-live { fill-opacity: .3; stroke: var(--live) }
            .picture-layer .picture-leftover { fill-opacity: .3 }
            .picture-data summary { cursor: pointer; min-height: 24px; overflow-wrap: anywhere }
            .picture-scroll { overflow-x: auto }
            .picture-data table { display: table; border-collapse: collapse; width: 100%; font-size: .875rem }
            .picture-data th, .picture-data td { border: 0; border-top: 1px solid var(--edge); padding: .2rem .5rem;
              text-align: left; vertical-align: top; font-weight: 400 }
            .picture-data thead th, .picture-data tfoot th, .picture-data tfoot td { font-weight: 600 }
            .picture-data code { overflow-wrap: anywhere; white-space: normal }
            .picture-data .picture-figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
            @media (forced-colors: active) {
              .picture-live { fill: CanvasText }
              .picture-leftover { fill: GrayText; stroke: CanvasText }
              .picture-waste { fill: Canvas; stroke: CanvasText }
              .picture-tile { fill: Canvas; stroke: CanvasText }
              .picture text { fill: CanvasText }
              .picture-layer .picture-live { fill: Canvas; stroke: CanvasText } }
            @media print {
              .picture-lines li, .picture-map { break-inside: avoid }
              .picture-data:not([open]) { display: none } }
            """;
}
