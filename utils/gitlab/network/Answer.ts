/** An answer of GitLab that is not what was asked for; what `failureOf` reads. It holds nothing of the request. */
export type Answer =
  | { seen: 'nothing'; why: 'no_answer' | 'no_answer_in_time' | 'other_site' }
  | { seen: 'redirect' }
  /** More than is read, in UTF-16 units. */
  | { seen: 'too_long'; most: number }
  | { seen: 'text'; status: number; text: string };

/** Carries an `Answer` through gitbeaker, which knows no other way out than to throw. */
export class UnexpectedAnswer extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.seen);
    this.name = 'UnexpectedAnswer';
    this.answer = answer;
  }
}
