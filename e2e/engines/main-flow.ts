import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { StoredLink } from '../pages/sandbox-crm.ts';
import type { Engine } from './engine.ts';

/** What runs inside a page: elements as a person names them. */
const words = `
  const named = (selector, name) => [...document.querySelectorAll(selector)].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent).replace(/\\s+/g, ' ').trim().startsWith(name));
  const type = (label, value) => {
    const field = [...document.querySelectorAll('label')]
      .find((each) => each.textContent.trim().startsWith(label))?.querySelector('input');
    if (!field) return false;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  };
  const press = (selector, name) => {
    const found = named(selector, name);
    if (!found || found.disabled) return false;
    found.click();
    return true;
  };
`;

/** Repeats until it gives something true. Fails with what was waited for. */
async function until(
  what: string,
  engine: Engine,
  where: 'window' | 'pane',
  body: string,
): Promise<void> {
  let last = '';
  for (let attempt = 0; attempt < 150; attempt += 1) {
    try {
      if (await engine.run(where, `${words} ${body}`)) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${what}: not within 30 seconds. ${last}`);
}

/** Signs in, links a mail with three attachments to the contact suggested, and looks in the CRM. */
export async function linkMail(engine: Engine, sandbox: Sandbox): Promise<void> {
  await fetch(`${sandbox.crm}/sandbox/reset`, { method: 'POST' });
  await engine.open(sandbox.outlook);
  await until('the mail', engine, 'window', `return press('[role=option]', 'Signed contract')`);
  await until(
    'the open mail',
    engine,
    'window',
    `
    return document.getElementById('message')?.textContent.includes('Signed contract')`,
  );
  await until(
    'the pane',
    engine,
    'window',
    `press('button', 'Apps'); return press('[role=menuitem]', 'Link to CRM')`,
  );
  await until(
    'the sign-in form',
    engine,
    'pane',
    `
    return type('CRM address', ${JSON.stringify(sandbox.crm)}) && press('button', 'Continue')`,
  );
  await until(
    'the CRM',
    engine,
    'pane',
    `
    return type('User name', 'mario') && type('Password', 'Sandbox-mario-1') &&
      press('button', 'Sign in')`,
  );
  await until('the suggestion', engine, 'pane', `return press('label.row', 'Ada Byron')`);
  await until('the Link button', engine, 'pane', `return press('button', 'Link')`);
  await until('the receipt', engine, 'pane', `return Boolean(named('h2', 'Linked to Ada Byron'))`);
  const links = (await (await fetch(`${sandbox.crm}/sandbox/links`)).json()) as StoredLink[];
  const files = links[0]?.files.filter(({ onRecord, size }) => onRecord && size > 0) ?? [];
  if (links.length !== 1 || files.length !== 3) {
    throw new Error(`The CRM holds ${JSON.stringify(links)}`);
  }
}
