import { z } from 'zod';
import { decodeEntities } from './decodeEntities.ts';

/** What GitLab said in the body of a refusal. */
export interface Words {
  /** Each message by itself, as plain text. */
  messages: string[];
  /** OAuth's error code, e.g. `insufficient_scope`. */
  error?: string;
  /** The scope that is missing. */
  scope?: string;
}

const Body = z.object({
  message: z.unknown(),
  error: z.unknown(),
  error_description: z.string().optional(),
  scope: z.string().optional(),
});

/** Reads all shapes of GitLab's error bodies: `message` as string, list or map of lists, Grape's `error`, OAuth's pair, plain text, a proxy's HTML. */
export function errorWords(text: string): Words {
  const body = Body.partial().safeParse(parseJson(text));
  if (!body.success) return { messages: plain(textOf(text)) };
  const { message, error, error_description: description, scope } = body.data;
  const messages = [
    ...flatten(message),
    ...(description === undefined ? flatten(error) : [description]),
  ].flatMap(plain);
  return {
    messages,
    ...(typeof error === 'string' ? { error } : {}),
    ...(scope === undefined ? {} : { scope }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(text: string): string {
  if (!/^\s*</.test(text)) return text;
  return /<title[^<>]*>([^<]*)<\/title>/i.exec(text)?.[1] ?? text.replace(/<[^<>]*>/g, ' ');
}

function flatten(message: unknown, key?: string): string[] {
  if (typeof message === 'string') return [key ? `${key}: ${message}` : message];
  if (Array.isArray(message)) return message.flatMap((each) => flatten(each, key));
  if (typeof message !== 'object' || message === null) return [];
  return Object.entries(message).flatMap(([name, each]) =>
    flatten(each, name === 'base' || name === 'error' ? undefined : name),
  );
}

function plain(text: string): string[] {
  const words = decodeEntities(text).replace(/\s+/g, ' ').trim();
  return words ? [words] : [];
}
