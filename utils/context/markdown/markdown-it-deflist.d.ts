declare module 'markdown-it-deflist' {
  import type MarkdownIt from 'markdown-it';

  /** Description lists (`term`, then `: description`), as a plug-in. */
  const deflist: (reader: MarkdownIt) => void;
  export default deflist;
}
