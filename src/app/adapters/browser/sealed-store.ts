import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import { StorageSilent, inTime } from './storage';

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

type Database = IDBPDatabase<SealedSchema>;

const algorithm = 'AES-GCM';
const keyBits = 256;
const ivBytes = 12;

/**
 * Keeps one text on the device, in the IndexedDB database `name`, encrypted with a key that the
 * browser uses but never gives out. Every call rejects where storage is blocked, and after
 * `patience` milliseconds without an answer; what comes later than that is not carried out.
 */
export class SealedStore {
  constructor(
    private readonly name: string,
    private readonly patience: number,
  ) {}

  /** Replaces the text, and the key with it. */
  async write(text: string): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: algorithm, length: keyBits }, false, [
      'encrypt',
      'decrypt',
    ]);
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    const bytes = new TextEncoder().encode(text);
    const ciphertext = await crypto.subtle.encrypt({ name: algorithm, iv }, key, bytes);
    await this.withDatabase(async (database) => {
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
    const [key, sealed] = await this.withDatabase(async (database) => {
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
    await inTime(this.patience, async () => deleteDB(this.name));
  }

  private withDatabase<T>(use: (database: Database) => Promise<T>): Promise<T> {
    return inTime(this.patience, async (isLate) => {
      const database = await openDatabase(this.name);
      try {
        if (isLate()) throw new StorageSilent();
        return await use(database);
      } finally {
        database.close();
      }
    });
  }
}

function openDatabase(name: string): Promise<Database> {
  return openDB<SealedSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('keys');
      database.createObjectStore('texts');
    },
  });
}
