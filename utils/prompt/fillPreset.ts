import { forGood } from '../context/clean/Cleaned.ts';
import { clean, cleanLine, wellFormed } from '../context/clean/clean.ts';
import type { Context, Removal } from '../context/Context.ts';
import { maskSecrets } from '../context/clean/secrets.ts';
import type { PageRef } from '../page/PageRef.ts';
import { PAGE_LANGUAGE } from './AskOptions.ts';
import { languageName } from './languageName.ts';
import { fillPlaceholders, type Placeholder } from './placeholders.ts';
import type { Preset } from './Preset.ts';

/** What a preset's placeholders may stand for in one ask. */
export interface Filling {
  page: PageRef;
  context: Pick<Context, 'title' | 'author' | 'branch'>;
  words: string;
  /** Whether something is selected on the page: it is then a part of the context. */
  selected: boolean;
  /** `YYYY-MM-DD`. */
  date: string;
  /** A language tag, or `page`. */
  language: string | undefined;
  boundary: string;
}

/** Names that cannot say anything: one word, no white space, no marks but those of paths. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

/** The page's own address, made from what the address bar says. */
function addressOf({ site, projectPath, type, iid }: PageRef): string {
  return `${site}/${projectPath}/-/${type === 'issue' ? 'issues' : 'merge_requests'}/${iid}`;
}

/**
 * Fills placeholders. What others wrote never stands among the instructions: the title, and a name that is not of a harmless form, are
 * referred to there and quoted below within boundaries; the selection is a part of its own.
 */
function placed(
  words: string,
  filling: Filling,
): { text: string; quoted: string[]; removals: Removal[] } {
  const { page, context, selected, date } = filling;
  const quoted = new Map<string, string>();
  const removals: Removal[] = [];
  const quote = (name: Placeholder, value: string | undefined): string => {
    if (value === undefined || value === '') return `(no ${name})`;
    const cleaned = cleanLine(value);
    if (!quoted.has(name)) removals.push(...forGood(cleaned.removals));
    quoted.set(name, `${name}: ${cleaned.text.replaceAll(filling.boundary, '')}`);
    return `[the ${name}, quoted below]`;
  };
  const name = (which: Placeholder, value: string | undefined): string =>
    value !== undefined && HARMLESS.test(value) ? `\`${value}\`` : quote(which, value);
  const text = fillPlaceholders(words, (which) => {
    switch (which) {
      case 'iid':
        return String(page.iid);
      case 'url':
        return addressOf(page);
      case 'project':
        return page.projectPath;
      case 'date':
        return date;
      case 'title':
        return quote('title', context.title);
      case 'branch':
        return name('branch', context.branch);
      case 'author':
        return name('author', context.author);
      case 'selection':
        return selected ? '[the part "selection" below]' : '(nothing is selected)';
    }
  });
  return { text, quoted: [...quoted.values()], removals };
}

function languageLine(language: string | undefined): string {
  if (language === undefined) return '';
  const which =
    language === PAGE_LANGUAGE
      ? 'the language in which the title and the description of the page are written'
      : `${languageName(language)} (${language})`;
  return `\n\nWrite your answer in ${which}.`;
}

/** A preset ready for one ask: its placeholders filled, with the language of the answer. */
export function fillPreset(preset: Preset, filling: Filling): Preset {
  const end = languageLine(filling.language);
  const own = wellFormed(preset.instructions);
  if (preset.fills === 'arguments' && own.includes('$ARGUMENTS')) {
    const words = maskSecrets(wellFormed(filling.words)).text.trim();
    const instructions = own.replaceAll('$ARGUMENTS', () => words) + end;
    return { ...preset, instructions, holdsWords: true };
  }
  if (preset.fills !== 'placeholders') return { ...preset, instructions: own + end };
  // Written by people, and perhaps long ago or by others: cleaned like every text that was not typed just now.
  const written = clean(own);
  const { text, quoted, removals: quotedRemovals } = placed(written.text, filling);
  const removals = [...forGood(written.removals), ...quotedRemovals];
  if (quoted.length === 0) return { ...preset, instructions: text + end, removals };
  const { boundary } = filling;
  const block = `<<<${boundary} values: written by others\n${quoted.join('\n')}\n${boundary}>>>`;
  return { ...preset, instructions: `${text}${end}\n\n${block}`, removals, quotes: true };
}
