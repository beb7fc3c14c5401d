import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../tools/browser.ts';

/** Pixels; below `smallest` of the full drawing the simpler one stays legible. */
const sizes = [16, 25, 32, 48, 64, 80, 128];
const smallest = 32;
const target = join(import.meta.dirname, '../../public/icons');

/** Draws `public/icons/icon-N.png` from the drawings beside this file. */
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
});
mkdirSync(target, { recursive: true });
for (const size of sizes) {
  const drawing = size < smallest ? 'icon-small.svg' : 'icon.svg';
  const svg = readFileSync(join(import.meta.dirname, drawing), 'utf8');
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${String(size)}px;height:${String(size)}px}</style>${svg}`,
  );
  writeFileSync(
    join(target, `icon-${String(size)}.png`),
    await page.screenshot({ omitBackground: true }),
  );
  await page.close();
}
await browser.close();
