import type { PageType } from '../page/PageRef.ts';
import type { Preset } from './Preset.ts';

const EVERYWHERE: readonly PageType[] = ['issue', 'merge_request'];

/** All presets, in the order in which they are offered; the first that fits a page is its default. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'ask',
    mode: 'ask',
    pages: EVERYWHERE,
    from: ['page'],
    parts: ['description', 'threads', 'comments', 'diff', 'selection'],
    needsWords: true,
    instructions:
      'Answer what the user asks. Look into the repository wherever the answer depends on it, and name the files and lines you rely on.',
  },
  {
    name: 'answer-thread',
    mode: 'ask',
    pages: EVERYWHERE,
    from: ['thread'],
    parts: ['description', 'threads', 'comments', 'diff', 'selection'],
    needsWords: false,
    instructions:
      'Answer the thread that is asked about: what was said last in it and is still open. Look into the repository before you claim anything about the code. Your answer is posted as a reply in that thread, so write it to the people there.',
  },
  {
    name: 'implement-issue',
    mode: 'change',
    pages: ['issue'],
    from: ['page'],
    parts: ['description', 'comments', 'selection'],
    needsWords: false,
    instructions:
      'Implement what the issue asks for, as small as it can be done well and in the style of the code around it, with tests where the project has tests. Edit the files; committing, pushing and opening the merge request is done for you. Finish with a short summary of what you changed and why.',
  },
  {
    name: 'review',
    mode: 'ask',
    pages: ['merge_request'],
    from: ['page'],
    parts: ['description', 'threads', 'comments', 'diff', 'commits', 'selection'],
    needsWords: false,
    instructions:
      'Review the merge request. Look for wrong behaviour first, then for what is unsafe, untested or hard to understand; leave matters of taste alone. Check each finding against the repository, give its file and line, say how bad it is, and propose the fix. Do not repeat what open threads already say. Say so plainly if you find nothing.',
  },
  {
    name: 'fix-thread',
    mode: 'change',
    pages: ['merge_request'],
    from: ['thread'],
    parts: ['description', 'threads', 'comments', 'diff', 'selection'],
    needsWords: false,
    instructions:
      "Do what the thread that is asked about wants changed, and nothing else, on the merge request's own code. Edit the files; committing and pushing is done for you. Finish with a short reply to the thread that says what you changed.",
  },
];

/** The presets offered on a page of `type`, from the page itself or from one of its threads; the default first. */
export function presetsFor(type: PageType, from: 'page' | 'thread'): Preset[] {
  return PRESETS.filter((preset) => preset.pages.includes(type) && preset.from.includes(from));
}
