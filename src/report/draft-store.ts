/**
 * A draft on this device: AES-GCM with a key that no script can read out, both in one IndexedDB database. It keeps a
 * draft from other programs and from a copy of the disk, not from somebody who uses this browser.
 */

const storeName = 'draft';

/** One draft. */
export interface DraftStore {
  save(text: string): Promise<void>;
  /** Null where there is none, or none that can be read. */
  read(): Promise<string | null>;
  /** Removes key and draft. */
  wipe(): Promise<void>;
}

export function createDraftStore(name: string): DraftStore {
  async function withStore<T>(use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    const database = await toPromise(opening);
    try {
      return await toPromise(
        use(database.transaction(storeName, 'readwrite').objectStore(storeName)),
      );
    } finally {
      database.close();
    }
  }

  async function getKey(): Promise<CryptoKey> {
    const known = await withStore<unknown>((store) => store.get('key'));
    if (known instanceof CryptoKey) return known;
    const kind = { name: 'AES-GCM', length: 256 };
    const key = await crypto.subtle.generateKey(kind, false, ['encrypt', 'decrypt']);
    await withStore((store) => store.put(key, 'key'));
    return key;
  }

  return {
    async save(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const key = await getKey();
      const bytes = new TextEncoder().encode(text);
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
      await withStore((store) => store.put({ iv, data }, 'text'));
    },
    async read() {
      try {
        const { iv, data } = await withStore((store) => store.get('text'));
        const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await getKey(), data);
        return new TextDecoder().decode(bytes);
      } catch {
        return null;
      }
    },
    async wipe() {
      await toPromise(indexedDB.deleteDatabase(name));
    },
  };
}

function toPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
