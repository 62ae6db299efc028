import type { Issue, MergeRequest, Position } from '../state/State.ts';
import { addDiscussion, addReply, setResolved } from '../state/discussions.ts';
import { people } from './people.ts';

const { mia, dev, lena, jonas } = people;

/** Gives ISO times that move on by minutes, so that the order of notes is their age. */
export function clock(start: string): (minutes: number) => string {
  let at = Date.parse(start);
  return (minutes) => {
    at += minutes * 60_000;
    return new Date(at).toISOString();
  };
}

/** Issue #12: a thread of two people and two single comments. */
export function talkAboutCart(issue: Issue): void {
  const at = clock(issue.createdAt);
  const note = (body: string, author: { id: number }, minutes: number) => ({
    body,
    authorId: author.id,
    createdAt: at(minutes),
  });
  addDiscussion(
    issue,
    { ...note('added ~bug ~cart labels', jonas, 1), system: true, action: 'label' },
    true,
  );
  addDiscussion(
    issue,
    note('Three customers wrote to us about this since Monday.', lena, 34),
    true,
  );
  const thread = addDiscussion(
    issue,
    note(
      'I can reproduce it: two mugs cost **12.50 €** in the cart, and the invoice says **25.00 €**. Is it only the subtotal?',
      dev,
      52,
    ),
    false,
  );
  addReply(
    issue,
    thread,
    note(
      'Only the subtotal, `subtotal()` in `src/cart.js`. Shipping is worked out from it, so that is wrong too.',
      mia,
      18,
    ),
  );
  addDiscussion(issue, { ...note('assigned to @dev', mia, 3), system: true, action: 'user' }, true);
  addDiscussion(
    issue,
    note('Please add a test with a quantity above one; we have none.', mia, 5),
    true,
  );
}

/** MR !34: threads on the diff (open and resolved), a general thread of three notes and single comments. */
export function talkAboutVouchers(
  mergeRequest: MergeRequest,
  shas: { base: string; head: string },
): void {
  const at = clock(mergeRequest.createdAt);
  const note = (body: string, author: { id: number }, minutes: number) => ({
    body,
    authorId: author.id,
    createdAt: at(minutes),
    resolvable: true,
  });
  const on = (path: string, newLine: number): Position => ({
    base_sha: shas.base,
    start_sha: shas.base,
    head_sha: shas.head,
    old_path: path,
    new_path: path,
    position_type: 'text',
    old_line: null,
    new_line: newLine,
  });
  const single = (body: string, author: { id: number }, minutes: number) => ({
    ...note(body, author, minutes),
    resolvable: false,
  });
  addDiscussion(
    mergeRequest,
    { ...single('requested review from @mia', dev, 1), system: true, action: 'user' },
    true,
  );
  addDiscussion(
    mergeRequest,
    single('Marketing would like `FOX20` to be live on Thursday.', lena, 21),
    true,
  );
  const negative = addDiscussion(
    mergeRequest,
    {
      ...note(
        'The total must not go below zero: a voucher over 20 € on a pin would have us pay the customer.',
        mia,
        47,
      ),
      position: on('src/voucher.js', 13),
    },
    false,
  );
  addReply(mergeRequest, negative, note('Right, I only tried it with T-shirts.', dev, 12));
  const spaces = addDiscussion(
    mergeRequest,
    {
      ...note('People paste codes with blanks around them. Trim here?', jonas, 6),
      position: on('src/voucher.js', 8),
    },
    false,
  );
  addReply(mergeRequest, spaces, note('Done, and in upper case.', dev, 9));
  setResolved(spaces, true, dev.id, at(1));
  const order = addDiscussion(
    mergeRequest,
    note('Does a voucher count before or after shipping?', lena, 15),
    false,
  );
  addReply(mergeRequest, order, note('After: it lowers what the customer pays.', dev, 4));
  addReply(mergeRequest, order, note('Then free shipping stays as it was. Good.', lena, 8));
  const reviewed = addDiscussion(
    mergeRequest,
    note('Do we keep the codes in the code for now?', jonas, 25),
    false,
  );
  addReply(mergeRequest, reviewed, note('Yes, a table comes with the next release.', mia, 30));
  setResolved(reviewed, true, mia.id, at(1));
  addDiscussion(mergeRequest, single('Could somebody add the docs for support?', jonas, 40), true);
}
