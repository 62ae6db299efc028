import { z } from 'zod';
import type { StoredValue } from '../storage/createList.ts';

/** A text that only this browser session can read. */
export const Sealed = z.object({ vector: z.string(), text: z.string() });
export type Sealed = z.infer<typeof Sealed>;

/** Closes texts with a key that ends with the browser's session. */
export interface SessionSeal {
  close(text: string): Promise<Sealed>;
  /** Null once the session that closed it is over. */
  open(sealed: Sealed): Promise<string | null>;
}

const ALGORITHM = 'AES-GCM';
const KEY_BYTES = 32;
const VECTOR_BYTES = 12;

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const imported = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', toBytes(key), ALGORITHM, false, ['encrypt', 'decrypt']);

/**
 * The key lies in `item`, which is to be session storage: it outlives the worker, but not the browser. Key and sealed text lie in different
 * stores, so that whoever reads one of them has nothing.
 */
export function createSessionSeal(item: StoredValue): SessionSeal {
  const present = async (): Promise<string | null> => {
    const key = await item.getValue();
    return typeof key === 'string' && key !== '' ? key : null;
  };
  return {
    async close(text) {
      let key = await present();
      if (key === null) {
        key = toText(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
        await item.setValue(key);
      }
      const iv = crypto.getRandomValues(new Uint8Array(VECTOR_BYTES));
      const content = new TextEncoder().encode(text);
      const sealed = await crypto.subtle.encrypt(
        { name: ALGORITHM, iv },
        await imported(key),
        content,
      );
      return { vector: toText(iv), text: toText(new Uint8Array(sealed)) };
    },
    async open({ vector, text }) {
      const key = await present();
      if (key === null) return null;
      const iv = toBytes(vector);
      try {
        const content = await crypto.subtle.decrypt(
          { name: ALGORITHM, iv },
          await imported(key),
          toBytes(text),
        );
        return new TextDecoder().decode(content);
      } catch {
        // Another session closed it.
        return null;
      }
    },
  };
}
