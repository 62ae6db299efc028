export const browsers = ['chromium', 'firefox'] as const;

/**
 * Every end-to-end file, with what it is about in Firefox: a difference between the browsers themselves, which only both can show.
 * Null where there is none: what the file proves is our own code, the same bytes in both (or a worker, which Firefox lacks), and Chromium alone runs it.
 */
const FIREFOX: Record<string, string | null> = {
  accessibility: null,
  addJob: null,
  addSite: 'the browser’s own menus and popups, and the rights of the active tab',
  askAgain: null,
  askAboutSelection: 'what a browser calls selected, and where it draws it',
  askInThread: 'the rest of the whole story: a thread, its answer, a change to its branch',
  askOnIssue: 'a whole story: scripts on the page, the panel, an answer and a change',
  badInput: null,
  buttons: 'content scripts see the page through wrappers of Firefox; match patterns without ports',
  comesBack:
    'a back/forward cache of its own, which keeps pages that Chromium does not, and windows',
  context: null,
  docked:
    'where a browser scrolls what gets the focus, how it lays out a sheet, and pointers that an element has captured',
  doctor: null,
  drafts: 'what is typed lies in the extension’s own database, not in the browser’s storage',
  failingPipeline: 'a button beside what GitLab draws late, and the way to another page',
  faults: 'which requests a browser sends again by itself',
  firstRun: 'installation, permissions, identity',
  firstRunSteps: null,
  followUp: 'what is added to a run lies in the extension’s own database, and outlives the page',
  hostilePage: 'which events a page can make trusted, and what it can cover',
  keyboardAndToolbar: 'focus, shortcuts, the toolbar',
  layouts: null,
  mentions: 'events that a browser calls trusted, and comments that the page puts in meanwhile',
  outcomes: null,
  policy: 'managed storage comes from another place and reads otherwise',
  popup: 'the action’s badge, and storage without access levels',
  presets: null,
  relativeRoot: null,
  removed: null,
  review:
    'the same bytes in both, once through: presses, a text box, notes of the user’s own and of the bot',
  signIn: 'identity: another redirect address, another window',
  sites: null,
  survival: 'an event page instead of a worker ends in the middle of a request',
  transportByVariables: null,
  update: 'what becomes of scripts and panels of the version before',
  workerLife: null,
};

/** Names of all files that are listed, without `.test.ts`. */
export const listedFiles = Object.keys(FIREFOX);

/** Names of the files that a browser runs. */
export function filesFor(browser: (typeof browsers)[number]): string[] {
  return listedFiles.filter((file) => browser === 'chromium' || FIREFOX[file] !== null);
}
