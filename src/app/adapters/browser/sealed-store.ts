import type { DBSchema } from 'idb';
import { DeviceDatabase, StorageSilent } from './storage';

/** What lies on the device: a text under AES-GCM, readable only through the browser's own key. */
interface Sealed {
  /** 12 random bytes, new with every sealing. */
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

interface SealedSchema extends DBSchema {
  /** One entry of each for each text, by the text's id. */
  keys: { key: string; value: CryptoKey };
  texts: { key: string; value: Sealed };
}

const stores = ['keys', 'texts'] as const;
const algorithm = 'AES-GCM';
const keyBits = 256;
const ivBytes = 12;

/**
 * Keeps texts on the device, in the IndexedDB database `name`, each encrypted with a key of its own
 * that the browser uses but never gives out. Ids are stored in clear. Every call rejects where
 * storage is blocked or silent; what is late is not carried out. Made where `inject` may be called.
 */
export class SealedStore {
  private readonly device: DeviceDatabase<SealedSchema>;

  constructor(name: string) {
    this.device = new DeviceDatabase<SealedSchema>(name, (database) => {
      for (const store of stores) database.createObjectStore(store);
    });
  }

  /** Keeps a text, in place of an earlier one of this id. */
  async put(id: string, text: string): Promise<void> {
    await this.write(id, text, () => true);
  }

  /** Changes a text, unless it was removed meanwhile, by another pane for example. */
  async replace(id: string, text: string): Promise<void> {
    await this.write(id, text, (known) => known !== undefined);
  }

  /** All texts by their ids; nothing in place of one that was tampered with. */
  async readAll(): Promise<ReadonlyMap<string, string | undefined>> {
    const { ids, keys, sealed } = await this.device.use(async (database) => {
      const reading = database.transaction(stores, 'readonly');
      const ids = await reading.objectStore('texts').getAllKeys();
      const [keys, sealed] = await Promise.all([
        Promise.all(ids.map((id) => reading.objectStore('keys').get(id))),
        reading.objectStore('texts').getAll(),
      ]);
      return { ids, keys, sealed };
    });
    const texts = ids.map(
      async (id, index) => [id, await opened(keys[index], sealed[index])] as const,
    );
    return new Map(await Promise.all(texts));
  }

  async remove(id: string): Promise<void> {
    await this.device.use(async (database) => {
      const writing = database.transaction(stores, 'readwrite');
      await Promise.all([
        ...stores.map((store) => writing.objectStore(store).delete(id)),
        writing.done,
      ]);
    });
  }

  /** Removes everything, and whatever else a database of this name holds. */
  clear(): Promise<void> {
    return this.device.remove();
  }

  private async write(
    id: string,
    text: string,
    isDue: (known: Sealed | undefined) => boolean,
  ): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: algorithm, length: keyBits }, false, [
      'encrypt',
      'decrypt',
    ]);
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    const bytes = new TextEncoder().encode(text);
    const ciphertext = await crypto.subtle.encrypt({ name: algorithm, iv }, key, bytes);
    await this.device.use(async (database, isLate) => {
      if (isLate()) throw new StorageSilent();
      const writing = database.transaction(stores, 'readwrite');
      const texts = writing.objectStore('texts');
      if (isDue(await texts.get(id))) {
        await Promise.all([
          writing.objectStore('keys').put(key, id),
          texts.put({ iv, ciphertext }, id),
        ]);
      }
      await writing.done;
    });
  }
}

async function opened(key: unknown, sealed: unknown): Promise<string | undefined> {
  try {
    const { iv, ciphertext } = sealed as Sealed;
    const bytes = await crypto.subtle.decrypt(
      { name: algorithm, iv },
      key as CryptoKey,
      ciphertext,
    );
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
