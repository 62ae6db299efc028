import type { Linked } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { ContextItem, ContextPart } from '../Context.ts';
import { type Cut, type Relation, RELATION_TEXT } from '../Cut.ts';
import { missingFields } from '../missingFields.ts';
import { isOutside, type People, membershipOf } from '../People.ts';
import { plainLine, Writing } from './Writing.ts';

/** One list of linked things. */
export interface LinkedList {
  kind: 'issue' | 'merge_request';
  relation: Relation;
  result: Result<Linked[]>;
}

/** UTF-16 units of a linked thing's description. */
const LONGEST_DESCRIPTION = 4_000;
const LONGEST_LABEL = 120;

interface Link {
  linked: Linked;
  kind: LinkedList['kind'];
  relation: Relation;
}

/** By GitLab's words, which say it from the page's side. */
const RELATION_OF: Record<string, Relation> = {
  relates_to: 'related',
  blocks: 'blocked_by',
  is_blocked_by: 'blocks',
};

/** `group/project#3` for another project's, `#3` for this one's, GitLab's own words for an outside tracker's. */
function referenceOf({ linked, kind }: Link, projectId: number): string {
  const { iid, project_id: place, references, web_url: url, id } = linked;
  if (iid === null) return String(id);
  const short = `${kind === 'issue' ? '#' : '!'}${iid}`;
  return place === projectId ? short : (references?.full ?? (url || short));
}

function restrictionOf({ linked, kind }: Link, projectId: number): Pick<ContextItem, 'restricted'> {
  const id =
    `${kind}:${linked.project_id ?? 'outside'}/${linked.iid ?? plainLine(String(linked.id))}`.slice(
      0,
      100,
    );
  if (linked.confidential) return { restricted: { id, visibility: 'confidential' } };
  if (linked.project_id === projectId) return {};
  return { restricted: { id, visibility: 'other_project' } };
}

function describe(
  link: Link,
  projectId: number,
  people: People,
  worth: number,
  budget: CleaningBudget,
): Promise<ContextItem> {
  const { linked, kind, relation } = link;
  const reference = referenceOf(link, projectId);
  const writing = new Writing()
    .head(kind === 'issue' ? 'Issue ' : 'Merge request ')
    .line(reference)
    .own(` (${RELATION_TEXT[relation]}): `)
    .line(linked.title)
    .own('\nState: ')
    .line(linked.state)
    .own('\nAuthor: ')
    .author(linked.author, people);
  linked.labels.forEach((label, at) => writing.own(at === 0 ? '\nLabels: ' : ', ').line(label));
  if (linked.description)
    writing.own('\n').head('Its description:\n').body(linked.description, {
      html: linked.description_html,
      longest: LONGEST_DESCRIPTION,
    });
  const label = plainLine(`${reference} ${linked.title}`).slice(0, LONGEST_LABEL).toWellFormed();
  const own = membershipOf(linked.author, people) === 'own' && linked.labels.length === 0;
  return writing.itemInSlices(budget, label, worth, {
    ...restrictionOf(link, projectId),
    ...(own && { own }),
    ...(isOutside(linked.author, people) && { membersOnly: null }),
  });
}

/** Linked issues and merge requests, each once, the first list's first. What stands in another project or is confidential is off by itself. */
export async function describeLinked(
  lists: readonly LinkedList[],
  projectId: number,
  people: People,
  budget = new CleaningBudget(),
): Promise<ContextPart> {
  const links = new Map<string, Link>();
  for (const { kind, relation, result } of lists) {
    for (const linked of result.ok ? result.value : []) {
      const key = `${kind} ${linked.id}`;
      if (links.has(key)) continue;
      links.set(key, { linked, kind, relation: RELATION_OF[linked.link_type ?? ''] ?? relation });
    }
  }
  const unread = lists.flatMap(({ result, relation, kind }) =>
    result.ok ? [] : [{ failure: result.failure, relation, of: kind }],
  );
  const items: ContextItem[] = [];
  for (const link of links.values()) {
    await budget.pause();
    items.push(await describe(link, projectId, people, -items.length, budget));
  }
  const [first] = unread;
  const cut = missingFields([...links.values()].map(({ linked }) => linked));
  if (first && unread.length === lists.length) {
    return { name: 'linked', items, cut, failure: first.failure };
  }
  const unknown = unread.map(({ of, relation, failure }): Cut => ({
    kind: 'unread_list',
    of,
    relation,
    failure: failure.kind,
  }));
  return { name: 'linked', items, cut: [...cut, ...unknown] };
}
