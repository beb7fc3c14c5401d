import { Injectable, type OnDestroy, inject } from '@angular/core';
import { Subject } from 'rxjs';
import { STORAGE_PARTITION } from './storage';

const PREFIX = 'vtenext-mail-connector.';
/** Marks what one pane tells the others; without a channel, the note that it passes through. */
const MESSAGE = 'told';

/**
 * The other panes of this browser's storage partition: notes that all of them read, and what one
 * tells the others. Notes lie in `localStorage`, for only that is read without waiting; where it is
 * blocked, panes that are open tell each other (`BroadcastChannel`), and one that opens later
 * begins anew.
 */
@Injectable({ providedIn: 'root' })
export class Panes implements OnDestroy {
  private readonly partition = inject(STORAGE_PARTITION);
  private readonly memory = new Map<string, string>();
  private readonly messages = new Subject<unknown>();
  private channel: BroadcastChannel | undefined;
  private isListening = false;

  /** What other panes tell: values that can be cloned, of whatever shape. */
  readonly told = this.messages.asObservable();

  /**
   * Hears the others from now on. To be called once the partition is known, as often as one likes.
   */
  listen(): void {
    if (this.isListening) return;
    this.isListening = true;
    try {
      this.channel = new BroadcastChannel(this.partition() + PREFIX + 'panes');
      this.channel.onmessage = ({ data }: MessageEvent<readonly [string, unknown]>) => {
        this.hear(...data);
      };
    } catch {
      window.addEventListener('storage', this.hearStored);
    }
  }

  /** The note of this name; empty where there is none. */
  read(name: string): string {
    try {
      return localStorage.getItem(this.named(name)) ?? '';
    } catch {
      return this.memory.get(name) ?? '';
    }
  }

  /** Writes a note, in place of an earlier one; an empty text removes it. */
  write(name: string, text: string): void {
    this.listen();
    this.memory.set(name, text);
    try {
      if (text === '') localStorage.removeItem(this.named(name));
      else localStorage.setItem(this.named(name), text);
    } catch {
      this.channel?.postMessage([name, text]);
    }
  }

  /** Tells the other panes. Where there is no channel it lies on the device for a moment. */
  tell(message: unknown): void {
    this.listen();
    if (this.channel) {
      this.channel.postMessage([MESSAGE, message]);
      return;
    }
    try {
      localStorage.setItem(this.named(MESSAGE), JSON.stringify(message));
      localStorage.removeItem(this.named(MESSAGE));
    } catch {
      // Nobody hears anything then.
    }
  }

  ngOnDestroy(): void {
    this.channel?.close();
    window.removeEventListener('storage', this.hearStored);
  }

  private readonly hearStored = ({ key, newValue }: StorageEvent): void => {
    if (key === this.named(MESSAGE) && newValue) this.hear(MESSAGE, JSON.parse(newValue));
  };

  private hear(name: string, value: unknown): void {
    if (name === MESSAGE) this.messages.next(value);
    else this.memory.set(name, String(value));
  }

  private named(name: string): string {
    return this.partition() + PREFIX + name;
  }
}
