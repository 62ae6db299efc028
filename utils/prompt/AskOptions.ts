/** How hard Claude thinks, in Claude Code's own words. */
export const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof EFFORTS)[number];

/** The language in which the page's own text is written. */
export const PAGE_LANGUAGE = 'page';

/** What one ask may set beside its words; named as in `AI_FLOW_CONTEXT.ask_claude`. What is absent is the job's choice, and the job's caps stand over all of it. */
export interface AskOptions {
  /** As the provider names it. */
  model?: string;
  effort?: Effort;
  max_turns?: number;
  /** US dollars. */
  max_cost_usd?: number;
  /** A language tag (`es`, `pt-BR`), or `page`. */
  language?: string;
}
