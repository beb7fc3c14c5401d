import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { type Configuration, stockConfiguration } from '../../domain/configuration';
import { toProblem } from '../../domain/problem';
import { type FakeCall, FakeWire, fakeTransports } from '../../testing/harness/fake-transport';
import { HostedFile } from './hosted-file';

describe('HostedFile', () => {
  let answer: Promise<Configuration>;
  let request: FakeCall;
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideZonelessChangeDetection(), fakeTransports, HostedFile],
    });
    answer = firstValueFrom(TestBed.inject(HostedFile).read());
    const [asked] = TestBed.inject(FakeWire).match(({ url }) => url === 'config.json');
    if (!asked) throw new Error('Nobody asked.');
    request = asked;
  });
  const problem = (): Promise<unknown> => answer.then(() => 'none', toProblem);

  it('asks the server whether the file has changed, and follows it nowhere else', async () => {
    expect(request.request.cache).toBe('no-cache');
    expect(request.request.redirect).toBe('error');
    request.flush('{}');
    expect(await answer).toBe(stockConfiguration);
  });

  it('takes what is stock when there is no file', async () => {
    request.flush('Not found', { status: 404 });
    expect(await answer).toBe(stockConfiguration);
  });

  it('gives what the file says', async () => {
    request.flush('{ "language": "it" }');
    expect((await answer).language).toBe('it');
  });

  it('names what is wrong in the file', async () => {
    request.flush('{ "crmUrl": "http://crm.example.com" }');
    expect(await problem()).toEqual({
      kind: 'badConfiguration',
      entry: 'crmUrl',
      rule: 'httpsAddress',
    });
  });

  it('takes nothing for stock when the file is there and does not come', async () => {
    request.flush('', { status: 503 });
    expect(await problem()).toEqual({ kind: 'paneIncomplete' });
  });

  it('takes nothing for stock when the connection fails', async () => {
    request.fail();
    expect(await problem()).toEqual({ kind: 'paneIncomplete' });
  });
});
