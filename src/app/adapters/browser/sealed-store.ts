import type { DBSchema } from 'idb';
import { DeviceDatabase, StorageSilent } from './storage';

/** What lies on the device: a text under AES-GCM, readable only through the browser's own key. */
interface Sealed {
  /** 12 random bytes, new with every sealing. */
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

interface SealedSchema extends DBSchema {
  /** One entry, `current`, of each. */
  keys: { key: 'current'; value: CryptoKey };
  texts: { key: 'current'; value: Sealed };
}

const algorithm = 'AES-GCM';
const keyBits = 256;
const ivBytes = 12;

/**
 * Keeps one text on the device, in the IndexedDB database `name`, encrypted with a key that the
 * browser uses but never gives out. Every call rejects where storage is blocked or silent;
 * what is late is not carried out. Made where `inject` may be called.
 */
export class SealedStore {
  private readonly device: DeviceDatabase<SealedSchema>;

  constructor(name: string) {
    this.device = new DeviceDatabase<SealedSchema>(name, (database) => {
      database.createObjectStore('keys');
      database.createObjectStore('texts');
    });
  }

  /** Replaces the text, and the key with it. */
  async write(text: string): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: algorithm, length: keyBits }, false, [
      'encrypt',
      'decrypt',
    ]);
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    const bytes = new TextEncoder().encode(text);
    const ciphertext = await crypto.subtle.encrypt({ name: algorithm, iv }, key, bytes);
    await this.device.use(async (database, isLate) => {
      if (isLate()) throw new StorageSilent();
      const writing = database.transaction(['keys', 'texts'], 'readwrite');
      await Promise.all([
        writing.objectStore('keys').put(key, 'current'),
        writing.objectStore('texts').put({ iv, ciphertext }, 'current'),
        writing.done,
      ]);
    });
  }

  /** The text; nothing where there is none, or where it was tampered with. */
  async read(): Promise<string | undefined> {
    const [key, sealed] = await this.device.use(async (database) => {
      const reading = database.transaction(['keys', 'texts'], 'readonly');
      return Promise.all([
        reading.objectStore('keys').get('current'),
        reading.objectStore('texts').get('current'),
      ]);
    });
    if (!key || !sealed) return undefined;
    try {
      const { iv, ciphertext } = sealed;
      const bytes = await crypto.subtle.decrypt({ name: algorithm, iv }, key, ciphertext);
      return new TextDecoder().decode(bytes);
    } catch {
      return undefined;
    }
  }

  /** Removes text and key, and whatever else a database of this name holds. */
  async clear(): Promise<void> {
    await this.device.remove();
  }
}
