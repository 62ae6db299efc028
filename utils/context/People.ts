import type { Member, User } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab, Listing, ProjectRef } from '../gitlab/GitLab.ts';
import { askOfProject, type PageSource } from './PageSource.ts';

/** Who asks, and who of the writers belongs to the project. */
export interface People {
  /** The asker's id; null where GitLab did not say. */
  me: number | null;
  /** Ids of members; null where the list could not be read. */
  members: ReadonlySet<number> | null;
}

export type Membership = 'own' | 'member' | 'stranger' | 'unknown';

/** How many ids GitLab takes in one filter. */
const IDS_AT_ONCE = 100;

/** The two answers that tell who is who. */
export type PeopleAnswers = readonly [me: Result<User>, listed: Result<Listing<Member>>];

/** Reads who the asker is, where the page’s own query did not say, and who is a member. */
export function readPeople(source: PageSource): Promise<PeopleAnswers> {
  const { gitLab, reading } = source;
  const me = async (): Promise<Result<User>> => {
    const user = (await reading)?.user;
    return user ? { ok: true, value: user } : await gitLab.user();
  };
  return Promise.all([me(), askOfProject(source, (project) => gitLab.members(project))]);
}

export function membershipOf(author: Pick<User, 'id'>, { me, members }: People): Membership {
  if (author.id === me) return 'own';
  if (members === null) return 'unknown';
  return members.has(author.id) ? 'member' : 'stranger';
}

/** True where nobody vouches that the writer belongs to the project. */
export function isOutside(author: Pick<User, 'id'>, people: People): boolean {
  const standing = membershipOf(author, people);
  return standing === 'stranger' || standing === 'unknown';
}

/** What is written after a writer’s name. */
export function markOf(author: Pick<User, 'id'>, people: People): string {
  const standing = membershipOf(author, people);
  if (standing === 'unknown') return ' (membership unknown)';
  return standing === 'stranger' ? ' (not a member of the project)' : '';
}

/** Settles who among `authors` is a member. Where the project has more members than one page holds, GitLab is asked for these authors alone. */
export async function resolvePeople(
  gitLab: GitLab,
  project: ProjectRef,
  [me, listed]: PeopleAnswers,
  authors: readonly number[],
): Promise<People> {
  const id = me.ok ? me.value.id : null;
  if (!listed.ok) return { me: id, members: null };
  const members = new Set(listed.value.items.map((member) => member.id));
  if (listed.value.complete) return { me: id, members };
  const unknown = [...new Set(authors)].filter((author) => author !== id && !members.has(author));
  const chunks = Array.from({ length: Math.ceil(unknown.length / IDS_AT_ONCE) }, (_, index) =>
    unknown.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
  );
  const answers = await Promise.all(chunks.map((chunk) => gitLab.members(project, chunk)));
  for (const answer of answers) {
    if (!answer.ok) return { me: id, members: null };
    for (const member of answer.value.items) members.add(member.id);
  }
  return { me: id, members };
}
