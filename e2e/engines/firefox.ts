import { existsSync } from 'node:fs';
import { launch } from 'puppeteer-core';
import type { Engine, EngineSource } from './engine.ts';

const program = '/usr/bin/firefox-esr';

/** Firefox ESR, over WebDriver BiDi. */
export const firefox: EngineSource = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  isInstalled: () => existsSync(program),
  async start(): Promise<Engine> {
    const browser = await launch({ browser: 'firefox', executablePath: program, headless: true });
    const page = await browser.newPage();
    return {
      name: `Firefox (${await browser.version()})`,
      open: async (address) => {
        await page.goto(address);
      },
      run: async (where, body) => {
        const frame =
          where === 'window'
            ? page.mainFrame()
            : page
                .mainFrame()
                .childFrames()
                .find((each) => each.url().startsWith('http'));
        if (!frame) throw new Error('The pane has no frame yet.');
        return frame.evaluate(`(() => { ${body} })()`);
      },
      close: () => browser.close(),
    };
  },
};
